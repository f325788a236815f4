package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.variance.VarianceReduction.Limits;

class PromisedReductionTest {
  private static QueryRound unknown(QueryRound round) {
    return Rounds.round(round.posterior(), round.candidates(), 1, 1);
  }

  private static double[] promised(QueryRound round, int[] batch) {
    return new PromisedReduction(round.posterior(), round.candidates(), round.history()).of(batch);
  }

  /** Every other open candidate. */
  private static int[] batch(Candidates candidates) {
    return IntStream.range(0, candidates.size())
        .filter(n -> n % 2 == 0)
        .map(candidates::open)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void where_nothing_is_known_it_is_what_expected_variance_reduction_ranks_by(long seed) {
    for (Covariance covariance : Covariance.values()) {
      QueryRound round = unknown(Rounds.random(seed, 3, covariance));
      Candidates candidates = round.candidates();
      Posterior posterior = round.posterior().standardised();
      VarianceReduction reduction =
          new VarianceReduction(
              posterior,
              candidates,
              Target.TEST_LIKE,
              new AnswerNoise(Noise.EQUAL, posterior),
              Limits.NONE);
      int[] batch = batch(candidates);
      double[] promised = promised(round, batch);
      for (int n = 0; n < batch.length; n++) {
        int user = candidates.user(batch[n]);
        int item = candidates.item(batch[n]);
        double gain = reduction.gain(user, item) * candidates.costOf(item) / candidates.capacity();
        assertEquals(gain, promised[n], 1e-9 * gain, covariance + ", " + n);
        reduction.assumeAnswered(user, item);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void what_ratings_pass_on_only_adds_to_it_and_the_first_answers_promise_the_most(long seed) {
    QueryRound round = Rounds.random(seed, 2, Covariance.FULL);
    int[] batch = batch(round.candidates());
    double[] alone = promised(unknown(round), batch);
    double[] passedOn = promised(round, batch);
    for (int n = 0; n < batch.length; n++) {
      assertTrue(passedOn[n] >= alone[n] && alone[n] > 0, seed + ", " + n);
      double first = promised(round, new int[] {batch[n]})[0];
      assertTrue(first >= passedOn[n] * (1 - 1e-12), seed + ", " + n);
    }
    assertTrue(
        round.history().size() == 0 || Arrays.stream(passedOn).sum() > Arrays.stream(alone).sum());
  }
}
