package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * The belief about one user against sums over a fine grid of their offset and their only factor.
 */
class UserExposureTest {
  private static final double[][] ITEMS = {{-1, 0.5, -3, -4}, {0.8, -1.2, 2, 0.1}};
  private static final double[] MEAN = {-0.3, 0.4};
  private static final double[] COVARIANCE = {0.8, -0.2, -0.2, 0.6};

  private static UserExposure belief() {
    return new UserExposure(ITEMS, MEAN.clone(), COVARIANCE.clone());
  }

  /** The probability of knowing an item, after one answer or refusal about another unless -1. */
  private static double reference(int item, int about, boolean knows) {
    double determinant = COVARIANCE[0] * COVARIANCE[3] - COVARIANCE[1] * COVARIANCE[2];
    double known = 0;
    double all = 0;
    for (double offset = -6; offset < 6; offset += 0.02) {
      for (double factor = -6; factor < 6; factor += 0.02) {
        double a = offset - MEAN[0];
        double b = factor - MEAN[1];
        double form =
            (COVARIANCE[3] * a * a - 2 * COVARIANCE[1] * a * b + COVARIANCE[0] * b * b)
                / determinant;
        double weight = Math.exp(-form / 2);
        if (about >= 0) {
          double answer = sigma(ITEMS[0][about] + offset + factor * ITEMS[1][about]);
          weight *= knows ? answer : 1 - answer;
        }
        known += weight * sigma(ITEMS[0][item] + offset + factor * ITEMS[1][item]);
        all += weight;
      }
    }
    return known / all;
  }

  private static double sigma(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void a_probability_is_that_under_the_gaussian_within_two_points() {
    for (int item = 0; item < 4; item++) {
      assertEquals(reference(item, -1, true), belief().probability(item), 0.02);
    }
  }

  @Test
  void after_an_answer_or_a_refusal_it_is_what_bayes_says_within_two_points() {
    for (int about = 0; about < 4; about++) {
      UserExposure answered = belief();
      UserExposure refused = belief();
      answered.answered(about);
      refused.refused(about);
      for (int item = 0; item < 4; item++) {
        assertEquals(reference(item, about, true), answered.probability(item), 0.02);
        assertEquals(reference(item, about, false), refused.probability(item), 0.02);
      }
    }
  }

  /** By differences of the log of the probability as it is computed: exact but for those. */
  @Test
  void an_observation_moves_the_logit_by_the_derivatives_of_its_probability() {
    UserExposure belief = belief();
    double variance = belief.project(1);
    double mean = belief.logit(1);
    double h = 1e-4;
    double[] logs = new double[3];
    for (int n = 0; n < 3; n++) {
      logs[n] = Math.log(1 - sigma(Logistic.flatten(variance) * (mean + (n - 1) * h)));
    }
    double first = (logs[2] - logs[0]) / (2 * h);
    double second = (logs[2] - 2 * logs[1] + logs[0]) / (h * h);
    belief.refused(1);
    assertEquals(mean + variance * first, belief.logit(1), 1e-6);
    assertEquals(variance + variance * variance * second, belief.project(1), 1e-6);
  }

  /** By differences: a step of the mean in the direction in which an answer would move it. */
  @Test
  void a_lesson_is_how_sums_move_with_what_an_answer_would_teach() {
    double[] weights = {1, -2, 0.5, 3, -1, 0.25, 2, 1};
    double[] probabilities = new double[4];
    belief().probabilities(probabilities);
    double[] lessons = belief().lessons(probabilities, weights, 2);
    double h = 1e-6;
    for (int item = 0; item < 4; item++) {
      UserExposure belief = belief();
      double flat = Logistic.flatten(belief.project(item));
      double step = h * flat * (1 - sigma(flat * belief.logit(item)));
      double factor = ITEMS[1][item];
      double[] mean = {
        MEAN[0] + step * (COVARIANCE[0] + COVARIANCE[1] * factor),
        MEAN[1] + step * (COVARIANCE[2] + COVARIANCE[3] * factor)
      };
      UserExposure moved = new UserExposure(ITEMS, mean, COVARIANCE.clone());
      for (int n = 0; n < 2; n++) {
        double expected = (1 - probabilities[item]) * weights[2 * item + n];
        for (int other = 0; other < 4; other++) {
          double rise = moved.probability(other) - probabilities[other];
          expected += other == item ? 0 : weights[2 * other + n] * rise / h;
        }
        assertEquals(expected, lessons[2 * item + n], 1e-5, "item " + item);
      }
    }
  }

  @Test
  void nothing_is_learned_of_what_is_certain() {
    double[] certain = {1, 0, 0, 1};
    double[] lessons = belief().lessons(certain, new double[] {1, 1, 1, 1}, 1);
    assertArrayEquals(new double[] {0, 1, 1, 0}, lessons);
  }

  @Test
  void a_copy_of_a_belief_is_not_tied_to_it() {
    UserExposure one = belief();
    one.answered(2);
    UserExposure other = one.copy();
    one.refused(3);
    double[] expected = new double[4];
    UserExposure again = belief();
    again.answered(2);
    again.probabilities(expected);
    double[] found = new double[4];
    other.probabilities(found);
    assertArrayEquals(expected, found);
  }
}
