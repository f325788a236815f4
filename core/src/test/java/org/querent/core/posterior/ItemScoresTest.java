package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

class ItemScoresTest {
  /** Numbers of factors around those that are taken at a time. */
  @ParameterizedTest(name = "{0} factors")
  @ValueSource(ints = {0, 1, 4, 7, 8})
  void a_user_s_ratings_are_those_of_the_single_pairs(int factors) {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            5,
            9,
            ModelSettings.DEFAULTS.withFactors(factors),
            TrainingSettings.DEFAULTS.withSweeps(5, 2),
            new RandomStreams(1));
    RandomGenerator random = new SplittableRandom(1);
    for (int n = 0; n < 30; n++) {
      model.add(random.nextInt(5), random.nextInt(9), random.nextDouble(-2, 2));
    }
    model.fit();
    assertAlike(model.posterior());
    Posterior shifted = model.posterior().shifted((user, item) -> 0.1 * user - 0.2 * item);
    assertAlike(shifted);
    assertEquals(model.posterior().mean(2, 3) - 0.4, shifted.mean(2, 3), 1e-12);
    assertEquals(model.posterior().epistemicVariance(2, 3), shifted.epistemicVariance(2, 3));
  }

  private static void assertAlike(Posterior posterior) {
    ItemScores scores = posterior.itemScores(7);
    double[] ratings = new double[7];
    for (int user = 0; user < 5; user++) {
      scores.predict(user, ratings);
      for (int item = 0; item < ratings.length; item++) {
        assertEquals(posterior.mean(user, item), ratings[item], 1e-12);
      }
    }
  }
}
