package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalIntervalTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(12);

  private static double integral(DoubleUnaryOperator function, double from, double to) {
    double half = (to - from) / 2;
    return half * RULE.integrate(t -> function.applyAsDouble(from + half * (t + 1)));
  }

  /** The integral of e^(-x t - t^2 / 2) over t from 0 on, which is the ratio. */
  private static double ratio(double x) {
    double sum = 0;
    double width = 1 / (4 + x);
    for (int n = 0; n < 200; n++) {
      sum += integral(t -> Math.exp(-t * (x + t / 2)), n * width, (n + 1) * width);
    }
    return sum;
  }

  @Test
  void the_ratio_of_mills_is_exact_to_rounding() {
    for (double x = 0; x < 40; x += 0.037) {
      double exact = ratio(x);
      assertEquals(exact, Mills.ratio(x), 2e-14 * exact, "at " + x);
    }
    assertEquals(0, Mills.ratio(INFINITE));
    assertEquals(1e-9, Mills.ratio(1e9), 1e-24);
  }

  @Test
  void probabilities_are_those_of_the_error_function() {
    for (double x = -5; x <= 5; x += 0.083) {
      assertEquals(0.5 * Erf.erfc(-x / Math.sqrt(2)), NormalInterval.below(x), 1e-14);
    }
    RandomGenerator random = new SplittableRandom(1);
    for (int n = 0; n < 2000; n++) {
      double lower = random.nextDouble(-4, 4);
      double upper = lower + random.nextDouble(0.05, 3);
      double exact = 0.5 * Erf.erf(lower / Math.sqrt(2), upper / Math.sqrt(2));
      assertEquals(Math.log(exact), NormalInterval.logProbability(lower, upper), 1e-9);
    }
  }

  /** Far out, the density is taken relative to that at the near end of the interval. */
  @ParameterizedTest
  @CsvSource({"0.5,1", "3,3.5", "8,8.1", "12,15", "30,31", "100,100.5", "-0.7,0.4", "-0.01,3"})
  void probability_and_mean_are_integrals(double lower, double upper) {
    double total = 0;
    double first = 0;
    double base = Math.max(lower, 0);
    for (int n = 0; n < 400; n++) {
      double from = lower + n * (upper - lower) / 400;
      double to = lower + (n + 1) * (upper - lower) / 400;
      total += integral(z -> Math.exp((base - z) * (base + z) / 2), from, to);
      first += integral(z -> (z - base) * Math.exp((base - z) * (base + z) / 2), from, to);
    }
    double logarithm = Math.log(total) - base * base / 2 - 0.5 * Math.log(2 * Math.PI);
    double mean = base + first / total;
    assertEquals(logarithm, NormalInterval.logProbability(lower, upper), 1e-10);
    assertEquals(mean, NormalInterval.mean(lower, upper), 1e-10);
    assertEquals(logarithm, NormalInterval.logProbability(-upper, -lower), 1e-10);
    assertEquals(-mean, NormalInterval.mean(-upper, -lower), 1e-10);
  }

  @Test
  void an_interval_may_have_no_end() {
    for (double x = -30; x <= 30; x += 0.61) {
      double mean = NormalInterval.mean(x, INFINITE);
      assertTrue(mean > x && mean > 0 && mean < Math.max(x, 0) + 1, "above " + x + ": " + mean);
      assertEquals(-mean, NormalInterval.mean(-INFINITE, -x));
      assertEquals(
          NormalInterval.logProbability(x, INFINITE), NormalInterval.logProbability(-INFINITE, -x));
    }
    assertEquals(Math.sqrt(2 / Math.PI), NormalInterval.mean(0, INFINITE), 1e-15);
    assertEquals(0, NormalInterval.mean(-INFINITE, INFINITE));
    assertEquals(0, NormalInterval.logProbability(-INFINITE, INFINITE));
  }
}
