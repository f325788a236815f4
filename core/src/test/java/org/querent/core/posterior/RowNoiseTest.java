package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNoiseTest {
  private static final int[] DEGREES = {3, 0, 40, 7, 1, 200};
  private static final double[] LOSSES = {1.5, 0, 90, 3, 4, 110};

  private static RowNoise noise() {
    RowNoise noise = new RowNoise("test", DEGREES.length);
    update(noise);
    return noise;
  }

  private static void update(RowNoise noise) {
    for (int row = 0; row < DEGREES.length; row++) {
      if (DEGREES[row] > 0) {
        noise.update(row, DEGREES[row], LOSSES[row]);
      }
    }
  }

  /** The part of the bound that depends on factors, where the precision of all is 1. */
  private static double bound(RowNoise noise) {
    double sum = noise.expectedLogLikelihood(DEGREES) - noise.divergence(DEGREES);
    for (int row = 0; row < DEGREES.length; row++) {
      sum -= 0.5 * noise.factor(row) * LOSSES[row];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {6e-5, 1e-3, 0.1, 1, 30})
  void the_shape_solves_its_equation(double c) {
    double a = RowNoise.shapeOf(c);
    assertEquals(c, Math.log(a) - Gamma.digamma(a), 1e-9 * c);
  }

  @Test
  void the_shape_of_factors_that_hardly_differ_has_an_end() {
    assertEquals(1e4, RowNoise.shapeOf(1e-9));
    assertEquals(1e4, RowNoise.shapeOf(-1e-12));
  }

  @Test
  void a_factor_is_a_rows_precision_drawn_to_1() {
    RowNoise noise = noise();
    assertEquals((10 + 1.5) / (10 + 0.75), noise.factor(0), 1e-12);
    assertEquals(1, noise.factor(1));
    assertTrue(noise.factor(2) < 0.6);
    assertTrue(noise.factor(5) > 1.5);
  }

  @Test
  void each_step_is_an_optimum_given_the_others() {
    RowNoise noise = noise();
    double before = bound(noise);
    noise.learnShape(DEGREES);
    double learned = bound(noise);
    assertTrue(learned > before, before + " to " + learned);
    for (int repeat = 0; repeat < 300; repeat++) {
      update(noise);
      noise.learnShape(DEGREES);
    }
    double best = bound(noise);
    assertTrue(best >= learned);
    for (int row = 0; row < DEGREES.length; row++) {
      double[] kept = noise.kept(row);
      for (double by : new double[] {0.97, 1.03}) {
        noise.putBack(row, new double[] {kept[0] * by, kept[1], kept[0] * by / kept[1]});
        assertTrue(bound(noise) <= best + 1e-9);
        noise.putBack(row, new double[] {kept[0], kept[1] * by, kept[0] / (kept[1] * by)});
        assertTrue(bound(noise) <= best + 1e-9);
      }
      noise.putBack(row, kept);
    }
  }

  /** What makes factors 1 on average leaves the likelihood alone and is best for their prior. */
  @Test
  void a_balance_is_the_optimum_of_all_scales() {
    double penalty = 0.4;
    RowNoise noise = noise();
    double prior = -noise.divergence(DEGREES);
    double likelihood = noise.expectedLogLikelihood(DEGREES);
    double by = noise.balance(DEGREES, penalty);
    double best = -noise.divergence(DEGREES) - penalty * by;
    assertTrue(best > prior - penalty, prior - penalty + " to " + best);
    int ratings = 3 + 40 + 7 + 1 + 200;
    assertEquals(
        likelihood,
        noise.expectedLogLikelihood(DEGREES) + 0.5 * ratings * Math.log(by),
        1e-9 * ratings);
    for (double other : new double[] {0.98 * by, 1.02 * by}) {
      RowNoise scaled = noise();
      for (int row = 0; row < DEGREES.length; row++) {
        double[] kept = scaled.kept(row);
        scaled.putBack(row, new double[] {kept[0], kept[1] * other, kept[2] / other});
      }
      assertTrue(-scaled.divergence(DEGREES) - penalty * other < best);
    }
  }

  @Test
  void expectations_are_what_draws_say() {
    RowNoise noise = noise();
    noise.learnShape(DEGREES);
    double a = noise.shape();
    double likelihood = 0;
    double divergence = 0;
    int draws = 100_000;
    for (int row = 0; row < DEGREES.length; row++) {
      if (DEGREES[row] > 0) {
        double[] q = noise.kept(row);
        GammaDistribution posterior = new GammaDistribution(new Well19937c(row), q[0], 1 / q[1]);
        GammaDistribution prior = new GammaDistribution(a, 1 / a);
        for (double tau : posterior.sample(draws)) {
          likelihood += 0.5 * DEGREES[row] * Math.log(tau) / draws;
          divergence += (posterior.logDensity(tau) - prior.logDensity(tau)) / draws;
        }
      }
    }
    assertEquals(likelihood, noise.expectedLogLikelihood(DEGREES), 0.05);
    assertEquals(divergence, noise.divergence(DEGREES), 0.03);
  }
}
