package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/** Who is folded in and put back again has left no trace. */
class RowPartTest {
  private static final int USERS = 12;
  private static final int ITEMS = 15;

  private static FactorizationMachine fitted(
      ModelType type, Covariance covariance, boolean described) {
    return fitted(
        ModelSettings.defaults(type).withFactors(3).withCovariance(covariance), described);
  }

  private static FactorizationMachine fitted(ModelSettings settings, boolean described) {
    Shapes shapes =
        described ? ModelFixtures.kinds(USERS, ITEMS, 3) : ModelFixtures.pairs(USERS, ITEMS);
    FactorizationMachine model =
        ModelBuilder.of(shapes.space(), shapes.left(), shapes.right(), RatingUnit.STANDARDISED)
            .settings(settings)
            .training(TrainingSettings.DEFAULTS.withSweeps(8, 3))
            .streams(new RandomStreams(2))
            .build();
    RandomGenerator random = new SplittableRandom(1);
    for (int n = 0; n < 90; n++) {
      model.add(1 + random.nextInt(USERS - 1), random.nextInt(ITEMS), random.nextGaussian());
    }
    model.fit();
    return model;
  }

  /** All predictions, the ratings and the bound. */
  private static double[] known(FactorizationMachine model) {
    double[] known = new double[2 * USERS * ITEMS + 2];
    for (int pair = 0; pair < USERS * ITEMS; pair++) {
      known[2 * pair] = model.posterior().mean(pair / ITEMS, pair % ITEMS);
      known[2 * pair + 1] = model.posterior().epistemicVariance(pair / ITEMS, pair % ITEMS);
    }
    known[known.length - 2] = model.ratings();
    known[known.length - 1] = model.bound().total();
    return known;
  }

  private static double[] told(FactorizationMachine model, boolean user, int row, int answers) {
    for (int n = 0; n < answers; n++) {
      int other = (3 * n + row) % ITEMS % USERS;
      model.add(user ? row : other, user ? other : row, n - 1.5);
      if (user) {
        model.foldInUser(row);
      } else {
        model.foldInItem(row);
      }
    }
    return known(model);
  }

  @ParameterizedTest
  @CsvSource({
    "VFM, FULL, false",
    "VFM, DIAGONAL, false",
    "VFM, FULL, true",
    "VFM, DIAGONAL, true",
    "AUTO_VFM, FULL, true",
    "FM, DIAGONAL, false",
    "FM, DIAGONAL, true"
  })
  void nothing_remains_of_a_user_or_an_item_that_is_put_back(
      ModelType type, Covariance covariance, boolean described) {
    requireNoTrace(
        ModelSettings.defaults(type).withFactors(3).withCovariance(covariance), described);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "DIAGONAL, false", "FULL, true"})
  void nothing_remains_of_what_their_noise_was(Covariance covariance, boolean described) {
    requireNoTrace(
        ModelSettings.DEFAULTS
            .change()
            .factors(3)
            .covariance(covariance)
            .noise(RatingNoise.BY_USER)
            .build(),
        described);
  }

  private static void requireNoTrace(ModelSettings settings, boolean described) {
    for (boolean user : new boolean[] {true, false}) {
      for (int row : new int[] {0, 5}) {
        FactorizationMachine model = fitted(settings, described);
        double[] before = known(model);
        RowPart part = user ? model.keepUser(row) : model.keepItem(row);
        double[] first = told(model, user, row, 4);
        assertFalse(Arrays.equals(before, first));
        model.putBack(part);
        assertArrayEquals(before, known(model));
        told(model, user, row, 6);
        model.putBack(part);
        assertArrayEquals(first, told(model, user, row, 4));
        model.putBack(part);
        // An update takes nothing of it in either.
        model.add(7, 7, 1);
        FactorizationMachine untouched = fitted(settings, described);
        untouched.add(7, 7, 1);
        // Both make anew what they keep for speed.
        model.settle();
        untouched.settle();
        UpdateSettings how = new UpdateSettings(2, Neighbours.ONE_HOP, 0.01);
        model.update(how);
        untouched.update(how);
        assertArrayEquals(known(untouched), known(model));
      }
    }
  }

  @Test
  void ratings_of_others_are_not_taken_back() {
    FactorizationMachine model = fitted(ModelType.VFM, Covariance.FULL, false);
    RowPart part = model.keepUser(0);
    model.add(1, 3, 1);
    assertThrows(IllegalStateException.class, () -> model.putBack(part));
    assertEquals(91, model.ratings());
  }

  private static FactorizationMachine regressed(Shapes plain, Covariance covariance) {
    RandomGenerator random = new SplittableRandom(3);
    Shapes shapes = ModelFixtures.known(plain, 2, random);
    FactorizationMachine model =
        ModelBuilder.of(shapes.space(), shapes.left(), shapes.right(), RatingUnit.STANDARDISED)
            .settings(ModelSettings.DEFAULTS.withCovariance(covariance))
            .training(TrainingSettings.DEFAULTS.withSweeps(8, 3))
            .build();
    for (int n = 0; n < 90; n++) {
      model.add(1 + random.nextInt(USERS - 1), random.nextInt(ITEMS), random.nextGaussian());
    }
    model.fit();
    return model;
  }

  @Test
  void what_is_known_of_a_user_moves_their_prior_until_they_are_put_back() {
    FactorizationMachine model = regressed(ModelFixtures.pairs(USERS, ITEMS), Covariance.DIAGONAL);
    double[] before = known(model);
    RowPart part = model.keepUser(0);
    model.describeUser(0, new double[] {2, -1});
    model.foldInUser(0);
    assertFalse(Arrays.equals(before, known(model)));
    model.putBack(part);
    assertArrayEquals(before, known(model));
    model.foldInUser(0);
    assertEquals(before[0], model.posterior().mean(0, 0), 1e-9);
  }

  /** A joint update is linear in the prior mean. */
  @ParameterizedTest(name = "with other features: {0}")
  @ValueSource(booleans = {false, true})
  void the_response_of_a_user_is_how_predictions_follow_what_is_known(boolean described) {
    FactorizationMachine model =
        regressed(
            described ? ModelFixtures.kinds(USERS, ITEMS, 3) : ModelFixtures.pairs(USERS, ITEMS),
            Covariance.FULL);
    model.add(0, 4, 1.5);
    double[][] known = {{0.5, -1}, {1.5, -1}, {0.5, 0}};
    double[][] means = new double[3][ITEMS];
    for (int n = 2; n >= 0; n--) {
      model.describeUser(0, known[n]);
      model.foldInUser(0);
      for (int item = 0; item < ITEMS; item++) {
        means[n][item] = model.posterior().mean(0, item);
      }
    }
    double[] response = model.posterior().userResponse(0);
    int width = model.posterior().factors() + 1;
    assertEquals(2 * width, response.length);
    for (int n = 0; n < 2; n++) {
      for (int item = 0; item < ITEMS; item++) {
        double rise = response[n * width];
        for (int a = 1; a < width; a++) {
          rise += response[n * width + a] * model.posterior().items().factorMean(item, a - 1);
        }
        assertEquals(means[1 + n][item] - means[0][item], rise, 1e-9);
      }
    }
  }
}
