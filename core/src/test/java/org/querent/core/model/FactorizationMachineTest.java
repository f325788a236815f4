package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorTest;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

class FactorizationMachineTest {
  @Test
  void needs_a_rating_before_it_is_fitted() {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            2, 2, ModelSettings.DEFAULTS, TrainingSettings.DEFAULTS, new RandomStreams(1));
    assertThrows(IllegalStateException.class, model::fit);
    assertThrows(IllegalArgumentException.class, () -> model.add(0, 0, Float.NaN));
    assertThrows(IndexOutOfBoundsException.class, () -> model.add(2, 0, 3));
  }

  @Test
  void an_item_without_ratings_falls_back_on_its_group() {
    Posterior posterior = PosteriorTest.posterior(3);
    GaussianRows items = posterior.items();
    double mean = 0;
    for (int item = 0; item < items.size() - 1; item++) {
      mean += items.slopeMean(item) / (items.size() - 1);
    }
    assertEquals(mean, items.slopeMean(items.size() - 1), 1e-9);
    assertTrue(items.slopeVariance(items.size() - 1) > items.slopeVariance(0));
  }

  @Test
  void without_factors_it_is_a_linear_model() {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            2,
            2,
            ModelSettings.DEFAULTS.withFactors(0),
            TrainingSettings.DEFAULTS,
            new RandomStreams(1));
    model.add(0, 0, 5);
    model.add(0, 1, 3);
    model.add(1, 0, 4);
    model.fit();
    Posterior posterior = model.posterior();
    assertEquals(
        posterior.mean(0, 0) - posterior.mean(0, 1),
        posterior.mean(1, 0) - posterior.mean(1, 1),
        1e-12);
  }

  @Test
  void the_same_seed_gives_the_same_posterior_and_another_seed_another() {
    assertEquals(PosteriorTest.posterior(4).mean(2, 3), PosteriorTest.posterior(4).mean(2, 3), 0.0);
    assertTrue(PosteriorTest.posterior(4).mean(2, 3) != PosteriorTest.posterior(5).mean(2, 3));
  }

  @Test
  void recovers_the_noise_that_ratings_were_made_with() {
    RandomGenerator random = new SplittableRandom(9);
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            80,
            90,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS,
            new RandomStreams(1));
    double[] users = random.doubles(80, -1, 1).toArray();
    double[] items = random.doubles(90, -1, 1).toArray();
    for (int user = 0; user < 80; user++) {
      for (int item = 0; item < 90; item++) {
        double rating = 3 + users[user] + items[item] + 2 * users[user] * items[item];
        model.add(user, item, (float) (rating + 0.5 * random.nextGaussian()));
      }
    }
    model.fit();
    assertEquals(0.25, model.posterior().noiseVariance(), 0.02);
  }
}
