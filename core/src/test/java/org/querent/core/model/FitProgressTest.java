package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.Prior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;

/** Fits that end where the bound comes to rest. */
class FitProgressTest {
  private static final double TOLERANCE = 1e-3;
  private static final Ratings RATINGS = ratings();

  /** Two kinds of people, two kinds of items, and noise. */
  private static Ratings ratings() {
    RandomGenerator random = new SplittableRandom(1);
    int size = 2_000;
    long[] users = new long[size];
    long[] items = new long[size];
    double[] values = new double[size];
    for (int n = 0; n < size; n++) {
      int pair = n * 7 % (60 * 80);
      users[n] = pair / 80;
      items[n] = pair % 80;
      double liking = users[n] % 2 == items[n] % 2 ? 1 : -1;
      values[n] = Math.round(Math.max(1, Math.min(5, 3 + liking + random.nextGaussian())));
    }
    return Ratings.of(RatingScale.WHOLE_STARS, users, items, values);
  }

  private static FactorizationMachine model(TrainingSettings training, RatingNoise noise) {
    FactorizationMachine model =
        ModelBuilder.of(RATINGS)
            .settings(
                ModelSettings.DEFAULTS
                    .change()
                    .factors(2)
                    .covariance(Covariance.FULL)
                    .noise(noise)
                    .build())
            .training(training)
            .streams(new RandomStreams(5))
            .build();
    model.addAll(RATINGS);
    return model;
  }

  private static TrainingSettings settings(int sweeps, int held, double tolerance) {
    return TrainingSettings.DEFAULTS.withSweeps(sweeps, held).withTolerance(tolerance);
  }

  private static double[] means(FactorizationMachine model) {
    return model.internals().machine().features.means.clone();
  }

  @ParameterizedTest
  @EnumSource(RatingNoise.class)
  void the_last_sweep_is_the_first_to_raise_the_bound_by_less_once_priors_are_learned(
      RatingNoise noise) {
    FactorizationMachine model = model(settings(500, 3, TOLERANCE), noise);
    model.fit();
    assertTrue(model.passes() > 4 && model.passes() < 500, model.passes() + " sweeps");
    FactorizationMachine same = model(settings(model.passes(), 3, 0), noise);
    List<Double> bounds = new ArrayList<>();
    same.start();
    while (!same.isFitted()) {
      same.pass();
      bounds.add(same.bound().total());
    }
    assertArrayEquals(means(same), means(model));
    for (int sweep = 4; sweep < bounds.size(); sweep++) {
      double rise = (bounds.get(sweep) - bounds.get(sweep - 1)) / RATINGS.size();
      assertEquals(sweep == bounds.size() - 1, rise < TOLERANCE, "sweep " + sweep + ": " + rise);
    }
  }

  @Test
  void priors_are_held_until_nothing_moves_and_the_fit_goes_on_with_them() {
    FactorizationMachine model = model(settings(500, 400, TOLERANCE), RatingNoise.COMMON);
    Prior prior = model.internals().machine().prior;
    model.start();
    double held = prior.precision(0, 1, 1);
    int released = 0;
    while (!model.isFitted()) {
      model.pass();
      if (released == 0 && prior.precision(0, 1, 1) != held) {
        released = model.passes();
      }
    }
    assertTrue(released > 3 && released < 400, "released in sweep " + released);
    assertTrue(model.passes() > released && model.passes() < 500, model.passes() + " sweeps");
  }

  @Test
  void without_a_tolerance_all_sweeps_are_made() {
    FactorizationMachine model = model(settings(150, 3, 0), RatingNoise.COMMON);
    model.fit();
    assertEquals(150, model.passes());
  }

  @Test
  void whoever_goes_on_from_any_sweep_ends_after_the_same_one_with_the_same_bits() {
    FactorizationMachine whole = model(settings(500, 8, TOLERANCE), RatingNoise.BY_USER);
    whole.fit();
    FactorizationMachine going = model(settings(500, 8, TOLERANCE), RatingNoise.BY_USER);
    going.start();
    while (!going.isFitted()) {
      going.pass();
      FactorizationMachine resumed = model(settings(500, 8, TOLERANCE), RatingNoise.BY_USER);
      resumed.start();
      resumed.resume(
          new ArrayArchive(ArchiveHeader.plain("state", 1, ""), going.state()), going.passes());
      going = resumed;
    }
    assertFalse(whole.passes() == 500);
    assertEquals(whole.passes(), going.passes());
    assertArrayEquals(means(whole), means(going));
  }
}
