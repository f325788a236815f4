package org.querent.strategies.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;

class TopCandidatesTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void the_top_is_the_head_of_the_sorted_list(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int trial = 0; trial < 500; trial++) {
      double[] scores = scores(random);
      int count = random.nextInt(scores.length + 3);
      int[] sorted =
          IntStream.range(0, scores.length)
              .boxed()
              // A stable sort: among equals the lower position comes first.
              .sorted(Comparator.comparingDouble((Integer c) -> scores[c] + 0.0).reversed())
              .limit(count)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(sorted, TopCandidates.of(scores, count), "trial " + trial);
    }
  }

  /** From all different to nearly all equal, with both infinities and both zeros. */
  private static double[] scores(RandomGenerator random) {
    int different = 1 << random.nextInt(10);
    return random
        .ints(random.nextInt(60), 0, different)
        .mapToDouble(
            n ->
                switch (n) {
                  case 0 -> random.nextBoolean() ? 0.0 : -0.0;
                  case 1 -> Double.NEGATIVE_INFINITY;
                  case 2 -> Double.POSITIVE_INFINITY;
                  default -> n - 7.5;
                })
        .toArray();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void of_a_round_they_are_its_open_candidates_with_the_largest_scores(long seed) {
    QueryRound round = Rounds.random(seed);
    Candidates candidates = round.candidates();
    int[] expected =
        IntStream.range(0, candidates.capacity())
            .filter(candidates::isOpen)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -score(candidates.user(c), candidates.item(c))))
            .limit(round.batchSize())
            .mapToInt(Integer::intValue)
            .toArray();
    assertArrayEquals(expected, TopCandidates.of(round, TopCandidatesTest::score));
  }

  /** Has many equals. */
  private static double score(int user, int item) {
    return (7 * user + 3 * item) % 11 - 5;
  }

  @Test
  void a_score_that_is_no_number_is_refused() {
    double[] scores = {1, 2, Double.NaN};
    assertThrows(IllegalArgumentException.class, () -> TopCandidates.of(scores, 1));
  }
}
