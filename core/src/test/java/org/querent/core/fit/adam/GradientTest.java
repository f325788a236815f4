package org.querent.core.fit.adam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.fit.RatingList;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

class GradientTest {
  private static final double STEP = 1e-5;

  private final RatingList ratings = new RatingList();
  private Machine machine;
  private BatchLoss loss;

  @ParameterizedTest(name = "{0}, {1}, {2} active features, unit values: {3}")
  @CsvSource({
    "FM,CLOSED_FORM,2,true",
    "FM,CLOSED_FORM,2,false",
    "FM,CLOSED_FORM,3,false",
    "FM,CLOSED_FORM,7,false",
    "VFM,CLOSED_FORM,2,true",
    "VFM,CLOSED_FORM,2,false",
    "VFM,CLOSED_FORM,3,false",
    "VFM,CLOSED_FORM,7,false",
    "AUTO_VFM,CLOSED_FORM,2,false",
    "AUTO_VFM,CLOSED_FORM,3,false",
    "AUTO_VFM,CLOSED_FORM,7,false",
    "VFM,SAMPLED,2,true",
    "VFM,SAMPLED,2,false",
    "VFM,SAMPLED,3,false",
    "VFM,SAMPLED,7,false",
    "AUTO_VFM,SAMPLED,2,false",
    "AUTO_VFM,SAMPLED,3,false",
    "AUTO_VFM,SAMPLED,7,false"
  })
  void the_gradient_is_that_of_finite_differences(
      ModelType type, Estimator estimator, int active, boolean unit) {
    RandomGenerator random = new SplittableRandom(active);
    Shapes shapes =
        active == 2 && unit
            ? ModelFixtures.pairs(9, 11)
            : ModelFixtures.fields(active, 6, unit, random);
    machine = ModelFixtures.started(shapes, ModelSettings.defaults(type).withFactors(3), random);
    spread(random);
    RatingList sorted = new RatingList();
    sorted.load(ModelFixtures.rate(shapes, 60, random).graph());
    ratings.deal(sorted, RandomStreams.permutation(60, random), 25);
    loss =
        estimator == Estimator.SAMPLED
            ? new SampledLoss(machine, new RandomStreams(3))
            : new ExpectedLoss(machine);
    Gradient gradient = new Gradient(machine.features);
    loss.addGradient(ratings, 10, 50, 0, gradient);
    assertDerivatives(gradient.means, machine.features.means);
    assertDerivatives(gradient.variances, machine.features.covariances);
    assertBias(gradient);
  }

  /** Slopes and variances of different sizes. */
  private void spread(RandomGenerator random) {
    Gaussians q = machine.features;
    machine.noisePrecision = 1.7;
    for (int at = 0; at < q.means.length; at++) {
      q.means[at] = random.nextGaussian();
    }
    for (int at = 0; at < q.covariances.length; at++) {
      q.covariances[at] = random.nextDouble(0.1, 1);
    }
    machine.refresh();
  }

  private void assertDerivatives(double[] derivatives, double[] parameters) {
    for (int at = 0; at < parameters.length; at++) {
      double kept = parameters[at];
      parameters[at] = kept + STEP;
      double above = objective();
      parameters[at] = kept - STEP;
      double below = objective();
      parameters[at] = kept;
      double expected = (above - below) / (2 * STEP);
      assertEquals(expected, derivatives[at], 1e-6 * (1 + Math.abs(expected)), "parameter " + at);
    }
  }

  private void assertBias(Gradient gradient) {
    double kept = machine.biasMean;
    machine.biasMean = kept + STEP;
    double above = objective();
    machine.biasMean = kept - STEP;
    double below = objective();
    machine.biasMean = kept;
    assertEquals((above - below) / (2 * STEP), gradient.biasMean, 1e-6 * (1 + Math.abs(above)));
    if (machine.isPoint()) {
      return;
    }
    kept = machine.biasVariance;
    machine.biasVariance = kept + STEP;
    above = objective();
    machine.biasVariance = kept - STEP;
    below = objective();
    machine.biasVariance = kept;
    assertEquals((above - below) / (2 * STEP), gradient.biasVariance, 1e-6 * (1 + Math.abs(above)));
  }

  /** What the gradient is of. */
  private double objective() {
    machine.refresh();
    double squares = 0;
    if (loss instanceof SampledLoss sampled) {
      squares = sampled.squares(ratings, 10, 50, 0);
    } else {
      for (int n = 10; n < 50; n++) {
        double error = ratings.ratings[n] - machine.mean(ratings.users[n], ratings.items[n]);
        squares += error * error + machine.epistemicVariance(ratings.users[n], ratings.items[n]);
      }
    }
    return 0.5 * machine.likelihoodPrecision() * squares / 40;
  }
}
