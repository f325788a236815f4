package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.exposure.Interviews.Score;

/**
 * What the README of core says of exposure; the sets that are no part of Querent where they are.
 */
class InterviewsTest {
  @ParameterizedTest
  @CsvSource({"ml-latest-small-2016, 0.05, 0.08, 0.12, 0.16", "ml-100k, 0.08, 0.12, 0.17, 0.21"})
  void newcomers_are_foreseen_better_than_by_popularity_and_every_tenth_of_pairs_within_2_points(
      String name, double five, double ten, double twenty, double forty) {
    assumeTrue(Interviews.isThere(name), () -> name + " is absent");
    Interviews interviews = new Interviews(Interviews.load(name), 1);
    Score[] scores =
        interviews.play(Exposure.fit(interviews.known(), ExposureSettings.DEFAULTS, 1, 1));
    double[] gains = {-0.01, five, ten, twenty, forty};
    for (int n = 0; n < scores.length; n++) {
      Score score = scores[n];
      String after = name + " after " + Interviews.AFTER[n];
      assertTrue(score.gain() >= gains[n], () -> after + ": log-loss " + score.gain() + " lower");
      assertTrue(score.worstTenth() <= 0.02, () -> after + ": off by " + score.worstTenth());
    }
  }
}
