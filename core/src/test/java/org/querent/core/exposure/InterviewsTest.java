package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.exposure.Interviews.Belief;
import org.querent.core.exposure.Interviews.Score;

/**
 * What the README of core says of exposure; the sets that are no part of Querent where they are.
 */
class InterviewsTest {
  @ParameterizedTest
  @CsvSource({
    "ml-latest-small-2016, 0.05, 0.08, 0.12, 0.15",
    "ml-100k, 0.09, 0.12, 0.17, 0.22",
    "anime, 0.07, 0.10, 0.14, 0.18"
  })
  void newcomers_are_foreseen_better_than_by_popularity_and_every_tenth_of_pairs_within_2_points(
      String name, double five, double ten, double twenty, double forty) {
    assumeTrue(Interviews.isThere(name), () -> name + " is absent");
    Interviews interviews = new Interviews(Interviews.load(name), 1);
    Exposure exposure = interviews.fit();
    Score[] scores = interviews.play(() -> Belief.of(exposure.newcomer()));
    double[] gains = {-1e-9, five, ten, twenty, forty};
    for (int n = 0; n < scores.length; n++) {
      Score score = scores[n];
      String after = name + " after " + Interviews.AFTER[n];
      double least = gains[n];
      assertTrue(score.gain() >= least, () -> after + ": log-loss lower by " + score.gain());
      assertTrue(score.worstTenth() <= 0.02, () -> after + ": off by " + score.worstTenth());
    }
  }

  @Test
  void factors_foresee_newcomers_better_than_peers_do() {
    Interviews interviews = new Interviews(Interviews.load("ml-latest-small-2016"), 2);
    Exposure exposure = interviews.fit();
    Score[] fit = interviews.play(() -> Belief.of(exposure.newcomer()));
    Score[] peers = interviews.play(() -> Belief.of(exposure.peers()));
    for (int n = 1; n < fit.length; n++) {
      assertTrue(fit[n].gain() > peers[n].gain() + 0.02, "after " + Interviews.AFTER[n]);
    }
  }
}
