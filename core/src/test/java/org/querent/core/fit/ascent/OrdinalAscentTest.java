package org.querent.core.fit.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.RatingScale;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.Thresholds;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.UpdateSettings;

/** Ratings that are steps of a scale. */
class OrdinalAscentTest {
  private static final RatingScale SCALE = RatingScale.WHOLE_STARS;
  private static final RatingUnit UNIT = RatingUnit.of(SCALE);

  private static Machine started(
      Shapes shapes,
      ModelType type,
      Covariance covariance,
      int factors,
      Likelihood likelihood,
      RandomGenerator random) {
    ModelSettings settings =
        ModelSettings.defaults(type)
            .change()
            .factors(factors)
            .covariance(covariance)
            .likelihood(likelihood)
            .build();
    Machine machine =
        new Machine(
            shapes.space(),
            shapes.left(),
            shapes.right(),
            settings,
            Thresholds.of(settings, Optional.of(SCALE), UNIT));
    machine.initialise(0.3, settings.priorPrecision(), 0.3, random);
    return machine;
  }

  private static Shapes shapes(int active, int size, RandomGenerator random) {
    return active == 2
        ? ModelFixtures.pairs(20, 30)
        : ModelFixtures.fields(active, size, false, random);
  }

  /** Ratings that the features explain in part, rounded to steps. */
  private static RatingGraph rate(
      Shapes shapes, int count, Likelihood likelihood, RandomGenerator random) {
    RatingGraph numbers = ModelFixtures.rate(shapes, count, random).graph();
    RatingGraph graph = new RatingGraph(shapes.left().rows(), shapes.right().rows());
    for (int user = 0; user < numbers.users().size(); user++) {
      for (int n = 0; n < numbers.users().degrees[user]; n++) {
        float felt = numbers.users().ratings[user][n];
        double rating =
            likelihood == Likelihood.BINARY
                ? felt > 3 ? 5 : 1
                : SCALE.clip(Math.rint(felt * 0.8 + 0.6));
        graph.add(user, numbers.users().others[user][n], UNIT.standardised(rating));
      }
    }
    return graph;
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features, {3} factors, {4}")
  @CsvSource({
    "VFM,DIAGONAL,2,3,ORDINAL",
    "VFM,DIAGONAL,2,20,ORDINAL",
    "VFM,DIAGONAL,7,3,ORDINAL",
    "VFM,FULL,2,3,ORDINAL",
    "VFM,FULL,3,3,ORDINAL",
    "AUTO_VFM,DIAGONAL,3,3,ORDINAL",
    "AUTO_VFM,FULL,2,3,ORDINAL",
    "VFM,DIAGONAL,2,3,BINARY",
    "VFM,FULL,2,3,BINARY",
    "VFM,FULL,3,3,BINARY"
  })
  void the_bound_never_falls(
      ModelType type, Covariance covariance, int active, int factors, Likelihood likelihood) {
    RandomGenerator random = new SplittableRandom(active + factors);
    Shapes shapes = shapes(active, 12, random);
    Machine machine = started(shapes, type, covariance, factors, likelihood, random);
    RatingGraph graph = rate(shapes, 200, likelihood, random);
    CoordinateAscentTest.assertNeverFalls(new RowCoordinateAscent(machine, graph, new Workers(1)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"DIAGONAL,NONE", "DIAGONAL,ONE_HOP", "FULL,NONE", "FULL,ONE_HOP"})
  void the_bound_never_falls_as_ratings_are_followed(Covariance covariance, Neighbours neighbours) {
    RandomGenerator random = new SplittableRandom(5);
    Shapes shapes = ModelFixtures.pairs(20, 30);
    Machine machine = started(shapes, ModelType.VFM, covariance, 3, Likelihood.ORDINAL, random);
    RatingGraph graph = rate(shapes, 200, Likelihood.ORDINAL, random);
    RowCoordinateAscent ascent = swept(machine, graph, 10, 1);
    for (int query = 0; query < 50; query++) {
      RatingList fresh = new RatingList();
      int user = random.nextInt(20);
      int item = random.nextInt(30);
      float rating = UNIT.standardised(1 + random.nextInt(5));
      graph.add(user, item, rating);
      fresh.add(user, item, rating);
      double before = ascent.bound().total();
      ascent.follow(fresh, new UpdateSettings(2, neighbours, 0));
      double after = ascent.bound().total();
      assertTrue(after >= before - 1e-9 * Math.abs(before), before + " to " + after);
    }
  }

  private static RowCoordinateAscent swept(
      Machine machine, RatingGraph graph, int sweeps, int threads) {
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(threads));
    for (int sweep = 0; sweep < sweeps; sweep++) {
      ascent.run(sweep, sweep >= 5);
    }
    return ascent;
  }

  /** ln [Phi(u) - Phi(l)] - v / 2, a rating at a time, by another implementation of Phi. */
  @ParameterizedTest
  @CsvSource({"DIAGONAL,2", "DIAGONAL,20", "FULL,3"})
  void the_expected_log_likelihood_is_what_it_is_rating_by_rating(
      Covariance covariance, int factors) {
    RandomGenerator random = new SplittableRandom(7);
    Shapes shapes = ModelFixtures.pairs(20, 30);
    Machine machine =
        started(shapes, ModelType.VFM, covariance, factors, Likelihood.ORDINAL, random);
    RatingGraph graph = rate(shapes, 200, Likelihood.ORDINAL, random);
    double found = swept(machine, graph, 12, 1).bound().expectedLogLikelihood();
    Thresholds thresholds = Objects.requireNonNull(machine.thresholds);
    double sum = 0;
    for (int user = 0; user < 20; user++) {
      for (int n = 0; n < graph.users().degrees[user]; n++) {
        int item = graph.users().others[user][n];
        int level = thresholds.level(graph.users().ratings[user][n]);
        double mean = machine.mean(user, item);
        double lower = Math.max(-8, thresholds.cut(level) - mean) / Math.sqrt(2);
        double upper = Math.min(8, thresholds.cut(level + 1) - mean) / Math.sqrt(2);
        sum += Math.log(0.5 * Erf.erf(lower, upper));
        sum -= 0.5 * machine.epistemicVariance(user, item);
      }
    }
    assertEquals(sum, found, 1e-8 * Math.abs(sum));
  }

  /** No mean, variance or threshold is worth moving. */
  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "DIAGONAL,3", "FULL,2", "FULL,3"})
  void a_converged_posterior_is_a_maximum_in_every_coordinate(Covariance covariance, int active) {
    RandomGenerator random = new SplittableRandom(22);
    Shapes shapes = ModelFixtures.fields(active, 5, false, random);
    Machine machine = started(shapes, ModelType.VFM, covariance, 2, Likelihood.ORDINAL, random);
    RatingGraph graph = rate(shapes, 80, Likelihood.ORDINAL, random);
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    for (int sweep = 0; sweep < 5000; sweep++) {
      ascent.run(sweep, false);
    }
    double best = ascent.bound().total();
    Thresholds thresholds = Objects.requireNonNull(machine.thresholds);
    double[] cuts = thresholds.toArray();
    for (int c = 1; c < 5; c++) {
      for (double by : new double[] {-0.02, 0.02}) {
        double[] moved = cuts.clone();
        moved[c] += by;
        thresholds.move(moved);
        double there = ascent.bound().total();
        assertTrue(c == thresholds.anchor() || there < best, "threshold " + c + ": " + there);
      }
    }
    thresholds.move(cuts);
    double[] means = machine.features.means;
    double[] covariances = machine.features.covariances;
    for (double change : new double[] {0.98, 1.02}) {
      for (int at = 0; at < means.length; at++) {
        CoordinateAscentTest.assertNoHigher(best, ascent, machine, means, at, change);
      }
      for (int at = 0; at < covariances.length; at++) {
        int inBlock = at % machine.features.block;
        if (covariance == Covariance.DIAGONAL || inBlock % (machine.width + 1) == 0) {
          CoordinateAscentTest.assertNoHigher(best, ascent, machine, covariances, at, change);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "FULL,2", "DIAGONAL,5", "FULL,5"})
  void threads_change_no_bit(Covariance covariance, int active) {
    Machine one = fitted(covariance, active, 1);
    Machine four = fitted(covariance, active, 4);
    assertArrayEquals(one.features.means, four.features.means, 0.0);
    assertArrayEquals(
        Objects.requireNonNull(one.thresholds).toArray(),
        Objects.requireNonNull(four.thresholds).toArray(),
        0.0);
    assertEquals(one.biasMean, four.biasMean, 0.0);
  }

  private static Machine fitted(Covariance covariance, int active, int threads) {
    RandomGenerator random = new SplittableRandom(24);
    Shapes shapes =
        active == 2
            ? ModelFixtures.pairs(150, 210)
            : ModelFixtures.fields(active, 90, true, random);
    Machine machine = started(shapes, ModelType.VFM, covariance, 3, Likelihood.ORDINAL, random);
    swept(machine, rate(shapes, 3000, Likelihood.ORDINAL, random), 10, threads);
    return machine;
  }

  /** The newcomer's row moves until it hardly does, and nothing else. */
  @ParameterizedTest(name = "{0}, side information: {1}")
  @CsvSource({"DIAGONAL,false", "FULL,false", "FULL,true"})
  void folding_in_finds_the_optimum_of_a_newcomer(Covariance covariance, boolean described) {
    RandomGenerator random = new SplittableRandom(9);
    Shapes shapes = described ? ModelFixtures.kinds(12, 15, 3) : ModelFixtures.pairs(12, 15);
    Machine machine = started(shapes, ModelType.VFM, covariance, 2, Likelihood.ORDINAL, random);
    RatingGraph graph = rate(shapes, 80, Likelihood.ORDINAL, random);
    RowCoordinateAscent ascent = swept(machine, graph, 15, 1);
    double[] before = machine.features.means.clone();
    for (int item = 0; item < 15; item += 2) {
      graph.add(11, item, UNIT.standardised(item % 5 + 1));
    }
    double start = ascent.bound().total();
    FoldIn.ofUsers(machine, graph).fit(11);
    double best = ascent.bound().total();
    assertTrue(best > start, start + " to " + best);
    for (int at = 0; at < before.length; at++) {
      boolean own = at / machine.width == 11;
      assertTrue(own || before[at] == machine.features.means[at], "parameter " + at);
      if (own) {
        CoordinateAscentTest.assertNoHigher(
            best, ascent, machine, machine.features.means, at, 0.97);
        CoordinateAscentTest.assertNoHigher(
            best, ascent, machine, machine.features.means, at, 1.03);
      }
    }
  }

  /** Levels that nobody has chosen keep a place, and no threshold runs away. */
  @ParameterizedTest
  @CsvSource({"3", "5"})
  void a_level_without_a_rating_stays_where_it_would_be(int highest) {
    RandomGenerator random = new SplittableRandom(3);
    Shapes shapes = ModelFixtures.pairs(20, 30);
    Machine machine =
        started(shapes, ModelType.VFM, Covariance.FULL, 2, Likelihood.ORDINAL, random);
    RatingGraph graph = new RatingGraph(20, 30);
    for (int n = 0; n < 300; n++) {
      int rating = highest - 2 * random.nextInt(2);
      graph.add(random.nextInt(20), random.nextInt(30), UNIT.standardised(rating));
    }
    swept(machine, graph, 60, 1);
    double[] cuts = Objects.requireNonNull(machine.thresholds).toArray();
    for (int c = 1; c < 5; c++) {
      assertTrue(Math.abs(cuts[c]) < 6, "threshold " + c + " at " + cuts[c]);
      assertTrue(c == 1 || cuts[c - 1] < cuts[c]);
    }
  }
}
