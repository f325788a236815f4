package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;

/** Draws of a part of a model, whose rows have several features each. */
class DrawnModelTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest(name = "{0} fields, {1}, users {2} to {3}")
  @CsvSource({"2,DIAGONAL,3,4", "3,DIAGONAL,0,1", "5,DIAGONAL,2,5", "5,FULL,9,10", "4,FULL,0,10"})
  void moments_are_those_of_the_posterior(int fields, Covariance covariance, int first, int end) {
    RandomGenerator random = new SplittableRandom(fields);
    Shapes shapes = ModelFixtures.fields(fields, 5, false, random);
    Machine machine =
        ModelFixtures.started(
            shapes, ModelSettings.DEFAULTS.withFactors(2).withCovariance(covariance), random);
    Posterior posterior = new Posterior(machine, RatingUnit.STANDARDISED, new Workers(1));
    PosteriorDraw draw = posterior.newDraw(first, end);
    int user = end - 1;
    int item = 7;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int n = 0; n < DRAWS; n++) {
      draw.redraw(random);
      double deviation = draw.rating(user, item) - posterior.mean(user, item);
      sum += deviation;
      squares += deviation * deviation;
      fourth += Math.pow(deviation, 4);
    }
    double variance = squares / DRAWS;
    assertEquals(0, sum / DRAWS, 4 * Math.sqrt(variance / DRAWS));
    assertEquals(
        posterior.epistemicVariance(user, item),
        variance,
        4 * Math.sqrt((fourth / DRAWS - variance * variance) / DRAWS));
  }
}
