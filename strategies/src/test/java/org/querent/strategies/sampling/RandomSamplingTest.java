package org.querent.strategies.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.strategies.NoParameters;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;

class RandomSamplingTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void every_candidate_is_as_likely_in_every_slot(long seed) {
    QueryRound any = Rounds.random(seed);
    QueryStrategy strategy = new RandomSampling().create(new NoParameters());
    Pairs pool = new Pairs(new int[6], new int[6]);
    RandomGenerator seeds = new SplittableRandom(seed);
    int draws = 30_000;
    int[][] counts = new int[4][6];
    for (int n = 0; n < draws; n++) {
      int[] chosen = strategy.select(Rounds.round(any.posterior(), pool, seeds.nextLong(), 4));
      for (int slot = 0; slot < chosen.length; slot++) {
        counts[slot][chosen[slot]]++;
      }
    }
    double error = Math.sqrt(draws * (1 / 6.0) * (5 / 6.0));
    for (int[] slot : counts) {
      for (int count : slot) {
        assertEquals(draws / 6.0, count, 4 * error);
      }
    }
  }
}
