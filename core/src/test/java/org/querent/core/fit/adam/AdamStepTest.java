package org.querent.core.fit.adam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.model.ModelFixtures;
import org.querent.core.posterior.Machine;
import org.querent.core.spec.ModelSettings;

class AdamStepTest {
  private final Machine machine =
      ModelFixtures.started(
          ModelFixtures.pairs(3, 4),
          ModelSettings.DEFAULTS.withFactors(2),
          new SplittableRandom(1));
  private final Gradient gradient = new Gradient(machine.features);

  /** A gradient beside which the prior's is nothing. */
  private void take(AdamStep step, double slope) {
    Arrays.fill(gradient.variances, slope);
    gradient.biasVariance = slope;
    step.take(gradient);
  }

  /** The first step of Adam is alpha, whatever the gradient. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-3, 1e-2, 0.0137, 0.0138, 0.1, 0.5, 1})
  void the_first_step_divides_every_variance_by_the_exponential_of_alpha(double alpha) {
    double[] before = machine.features.covariances.clone();
    double bias = machine.biasVariance;
    AdamStep step = new AdamStep(machine, alpha);
    step.usePrior(100);
    take(step, 1e9);
    double ratio = Math.exp(-alpha);
    for (int at = 0; at < before.length; at++) {
      assertEquals(ratio, machine.features.covariances[at] / before[at], 1e-10);
    }
    assertEquals(ratio, machine.biasVariance / bias, 1e-10);
  }

  /** The longest steps there are come after a long silence. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 0.1, 1})
  void no_variance_grows_against_its_gradient(double alpha) {
    AdamStep step = new AdamStep(machine, alpha);
    step.usePrior(1_000_000_000);
    for (int n = 0; n < 3000; n++) {
      take(step, 0);
    }
    double shortest = 0;
    for (int n = 0; n < 20; n++) {
      double[] before = machine.features.covariances.clone();
      take(step, 1e6);
      for (int at = 0; at < before.length; at++) {
        double factor = machine.features.covariances[at] / before[at];
        assertTrue(factor > 0 && factor < 1, "step " + n + ": " + factor);
        shortest = Math.max(shortest, -Math.log(factor));
      }
    }
    assertTrue(shortest > 2 * alpha, "the steps were at most " + shortest);
  }
}
