package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.ExpectedVarianceReduction;
import org.querent.strategies.variance.Noise;
import org.querent.strategies.variance.Target;

/** Whether errors fall by as much as answers promise, in worlds that are as the model thinks. */
class PromiseTest {
  private static final int USERS = 100;
  private static final int ITEMS = 120;
  private static final int FACTORS = 2;
  private static final double NOISE = 0.5;
  private static final int WORLDS = 6;

  /** Levels and factors of everybody are normal, as is the noise; 6 of 10 pairs are rated. */
  private static Ratings world(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[][] rows = new double[USERS + ITEMS][1 + FACTORS];
    for (double[] row : rows) {
      row[0] = 0.4 * random.nextGaussian();
      for (int f = 1; f <= FACTORS; f++) {
        row[f] = 0.7 * random.nextGaussian();
      }
    }
    List<Rating> ratings = new ArrayList<>();
    for (int pair : RandomStreams.permutation(USERS * ITEMS, random)) {
      double[] user = rows[pair / ITEMS];
      double[] item = rows[USERS + pair % ITEMS];
      double rating = user[0] + item[0] + NOISE * random.nextGaussian();
      for (int f = 1; f <= FACTORS; f++) {
        rating += user[f] * item[f];
      }
      if (random.nextDouble() < 0.6) {
        ratings.add(new Rating("u" + pair / ITEMS, "i" + pair % ITEMS, rating, 0));
      }
    }
    return Ratings.of(new RatingScale(-20, 20), ratings);
  }

  private static SimulationSettings settings(Protocol protocol, int budget, boolean promise) {
    return new SimulationSettings(
        new SplitSettings(0.25, 3_000, SplitSettings.By.RANDOM, 0.2),
        protocol,
        OracleSettings.DEFAULTS,
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS
            .withFactors(FACTORS)
            .withCovariance(Covariance.FULL)
            .change()
            .priorPrecision(1)
            .build(),
        TrainingSettings.DEFAULTS,
        EngineKind.CPU,
        RetrainingSchedule.DEFAULTS,
        new QueryBudget(budget, 50),
        ItemCosts.EQUAL,
        250,
        false,
        false,
        promise,
        RankingSettings.NONE,
        List.of(),
        List.of());
  }

  private static List<CurvePoint> play(
      SimulationSettings settings, QueryStrategy strategy, long seed) {
    List<CurvePoint> points = new ArrayList<>();
    new Simulator()
        .run(
            new Dataset("world", world(seed), ""),
            settings,
            () -> strategy,
            seed,
            new SimulationListener() {
              @Override
              public void answered(int query, int user, int item, double rating) {}

              @Override
              public void evaluated(CurvePoint point) {
                points.add(point);
              }
            });
    return points;
  }

  private static QueryStrategy strategy(String name) {
    return name.equals("random")
        ? new RandomSampling().create(new NoParameters())
        : new ExpectedVarianceReduction()
            .create(
                new ExpectedVarianceReduction.Parameters(
                    Selection.GREEDY, 2, Target.TEST_LIKE, Noise.EQUAL));
  }

  private static double promised(CurvePoint point) {
    return point.others().get(CurveReporter.PROMISED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "expected-variance-reduction"})
  void errors_fall_by_about_as_much_as_was_promised(String name) {
    double products = 0;
    double squares = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      List<CurvePoint> points = play(settings(Protocol.POOL, 1_500, true), strategy(name), seed);
      double start = Math.pow(points.get(0).accuracy().rmse(), 2);
      assertEquals(0, promised(points.get(0)));
      for (CurvePoint point : points) {
        products += promised(point) * (start - Math.pow(point.accuracy().rmse(), 2));
        squares += promised(point) * promised(point);
      }
    }
    double slope = products / squares;
    assertTrue(slope > 0.8 && slope < 1.25, name + ": " + slope);
  }

  @Test
  void to_measure_it_changes_nothing_and_without_it_nothing_is_told() {
    List<CurvePoint> with = play(settings(Protocol.POOL, 500, true), strategy("evr"), 1);
    List<CurvePoint> without = play(settings(Protocol.POOL, 500, false), strategy("evr"), 1);
    assertArrayEquals(errors(without), errors(with));
    assertTrue(without.stream().allMatch(point -> point.others().isEmpty()));
    IntStream.range(1, with.size())
        .forEach(n -> assertTrue(promised(with.get(n)) > promised(with.get(n - 1))));
    SimulationSettings apart = settings(Protocol.COLD_START, 10, true);
    assertThrows(SimulationException.class, () -> play(apart, strategy("evr"), 1));
  }

  private static double[] errors(List<CurvePoint> points) {
    return points.stream().mapToDouble(point -> point.accuracy().rmse()).toArray();
  }
}
