package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.FeatureSpace.Field;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

class DescribeTest {
  private static final int USERS = 30;
  private static final int ITEMS = 40;
  private static final FeatureSpace SPACE =
      new FeatureSpace(
          List.of(new Field("user", USERS), new Field("set", 5), new Field("item", ITEMS)));

  /** Every user has its own feature and those members of a set that a seed gives. */
  private static Design users(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int[] starts = new int[USERS + 1];
    int[] features = new int[3 * USERS];
    double[] values = new double[3 * USERS];
    for (int user = 0; user < USERS; user++) {
      starts[user + 1] = 3 * (user + 1);
      int first = random.nextInt(5);
      int[] active = {user, USERS + first, USERS + (first + 1 + random.nextInt(4)) % 5};
      for (int n = 0; n < 3; n++) {
        features[3 * user + n] = active[n];
        values[3 * user + n] = n == 0 ? 1 : Math.sqrt(0.5);
      }
    }
    return new Design(0, USERS + 5, starts, features, values);
  }

  private static FactorizationMachine model(Design users) {
    return model(users, Optimizer.COORDINATE_ASCENT);
  }

  private static FactorizationMachine model(Design users, Optimizer optimizer) {
    FactorizationMachine model =
        ModelBuilder.of(SPACE, users, Design.identity(USERS + 5, ITEMS), RatingUnit.STANDARDISED)
            .settings(ModelSettings.DEFAULTS.withFactors(2))
            .training(TrainingSettings.defaults(optimizer).withSweeps(10, 5))
            .streams(new RandomStreams(1))
            .build();
    RandomGenerator random = new SplittableRandom(9);
    for (int n = 0; n < 400; n++) {
      model.add(random.nextInt(USERS), random.nextInt(ITEMS), random.nextInt(1, 6));
    }
    return model;
  }

  @Test
  void a_model_described_anew_fits_as_one_that_was_described_so_from_the_start() {
    FactorizationMachine changed = model(users(1));
    changed.fit();
    changed.describe(users(2), Design.identity(USERS + 5, ITEMS));
    changed.fit();
    FactorizationMachine fresh = model(users(2));
    fresh.fit();
    assertEquals(fresh.posterior().mean(3, 4), changed.posterior().mean(3, 4), 0.0);
    assertEquals(
        fresh.posterior().epistemicVariance(3, 4),
        changed.posterior().epistemicVariance(3, 4),
        0.0);
  }

  @Test
  void the_same_description_again_changes_no_bit() {
    FactorizationMachine model = model(users(1));
    model.fit();
    double mean = model.posterior().mean(3, 4);
    double bound = model.bound().total();
    model.describe(users(1), Design.identity(USERS + 5, ITEMS));
    assertEquals(mean, model.posterior().mean(3, 4), 0.0);
    assertEquals(bound, model.bound().total(), 0.0);
  }

  @Test
  void adam_keeps_its_moments_over_a_new_description() {
    FactorizationMachine described = model(users(1), Optimizer.ADAM);
    FactorizationMachine left = model(users(1), Optimizer.ADAM);
    described.fit();
    left.fit();
    described.describe(users(1), Design.identity(USERS + 5, ITEMS));
    described.update(UpdateSettings.passes(2));
    left.update(UpdateSettings.passes(2));
    assertEquals(left.posterior().mean(3, 4), described.posterior().mean(3, 4), 0.0);
  }

  @Test
  void another_number_of_features_is_refused() {
    FactorizationMachine model = model(users(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> model.describe(Design.identity(0, USERS), Design.identity(USERS + 5, ITEMS)));
  }
}
