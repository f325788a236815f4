package org.querent.core.fit.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.PriorRegression;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.UpdateSettings;

/** Prior means that are regressed on what is known of features. */
class PriorRegressionTest {
  private static final int NUMBERS = 4;

  private static ModelSettings settings(Covariance covariance, PriorScale scale, int factors) {
    return ModelSettings.DEFAULTS
        .change()
        .factors(factors)
        .covariance(covariance)
        .priorScale(scale)
        .build();
  }

  private static Shapes shapes(int active, RandomGenerator random) {
    Shapes plain =
        active == 2 ? ModelFixtures.pairs(20, 30) : ModelFixtures.fields(active, 12, false, random);
    return ModelFixtures.known(plain, NUMBERS, random);
  }

  @ParameterizedTest(name = "{0}, {1}, {2} factors, {3} active features")
  @CsvSource({
    "DIAGONAL,ESTIMATED,3,2",
    "DIAGONAL,ESTIMATED,20,2",
    "DIAGONAL,ESTIMATED,3,5",
    "DIAGONAL,FIXED,3,2",
    "FULL,ESTIMATED,3,2",
    "FULL,ESTIMATED,3,5",
    "FULL,FIXED,3,2"
  })
  void the_bound_never_falls_in_sweeps_nor_in_updates(
      Covariance covariance, PriorScale scale, int factors, int active) {
    RandomGenerator random = new SplittableRandom(1);
    Shapes shapes = shapes(active, random);
    Machine machine = ModelFixtures.started(shapes, settings(covariance, scale, factors), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    double before = ascent.bound().total();
    for (int sweep = 0; sweep < 40; sweep++) {
      ascent.run(sweep, sweep >= 5);
      before = assertNoLower(before, ascent);
    }
    RatingList fresh = new RatingList();
    for (int query = 0; query < 40; query++) {
      int user = random.nextInt(machine.left.size());
      int item = random.nextInt(machine.right.size());
      float rating = (float) (machine.mean(user, item) + random.nextGaussian());
      graph.add(user, item, rating);
      fresh.add(user, item, rating);
      before = ascent.bound().total();
      ascent.follow(fresh, new UpdateSettings(2, Neighbours.ONE_HOP, 0));
      assertNoLower(before, ascent);
      fresh.clear();
    }
  }

  private static double assertNoLower(double before, RowCoordinateAscent ascent) {
    double after = ascent.bound().total();
    assertTrue(after >= before - 1e-9 * Math.abs(before), before + " to " + after);
    return after;
  }

  /** A step puts q(B), the means and the precisions where moving any of them lowers the bound. */
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void a_step_of_the_prior_is_a_maximum_in_every_coordinate(Covariance covariance) {
    Fit fit = new Fit(covariance, 2);
    double best = fit.ascent.bound().total();
    PriorRegression regression = fit.machine.prior.regression(0).orElseThrow();
    assertMaximum(best, fit, regression.coefficients, regression.coefficients.length, 1);
    assertMaximum(best, fit, fit.machine.prior.means, fit.machine.width, 1);
    assertMaximum(best, fit, regression.covariance, NUMBERS * NUMBERS, NUMBERS + 1);
    int step = covariance == Covariance.FULL ? fit.machine.width + 1 : 1;
    assertMaximum(best, fit, fit.machine.prior.precisions, fit.machine.prior.block, step);
  }

  private static void assertMaximum(double best, Fit fit, double[] parameters, int end, int step) {
    for (int at = 0; at < end; at += step) {
      for (double change : new double[] {0.98, 1.02}) {
        double kept = parameters[at];
        parameters[at] = kept * change;
        double moved = fit.ascent.bound().total();
        assertTrue(moved < best, "parameter " + at + " has " + moved + " above " + best);
        parameters[at] = kept;
      }
    }
  }

  /** A machine that was fitted, and its prior last. */
  private static final class Fit {
    final Machine machine;
    final RatingGraph graph;
    final RowCoordinateAscent ascent;

    Fit(Covariance covariance, int threads) {
      RandomGenerator random = new SplittableRandom(3);
      Shapes shapes = shapes(2, random);
      machine =
          ModelFixtures.started(shapes, settings(covariance, PriorScale.ESTIMATED, 2), random);
      graph = ModelFixtures.rate(shapes, 200, random).graph();
      ascent = new RowCoordinateAscent(machine, graph, new Workers(threads));
      for (int sweep = 0; sweep < 12; sweep++) {
        ascent.run(sweep, sweep >= 5);
      }
    }
  }

  /** By drawing B from q(B), and what has no ratings from its prior. */
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void a_row_without_ratings_has_the_moments_of_its_prior_with_what_is_not_known_of_it(
      Covariance covariance) {
    Machine machine = new Fit(covariance, 1).machine;
    int unrated = machine.left.size() - 1;
    PriorRegression regression = machine.prior.regression(0).orElseThrow();
    double[] deviations = inverseRoot(machine);
    double[] ofRows = regression.covariance.clone();
    Cholesky.factor(ofRows, 0, NUMBERS);
    int width = machine.width;
    double[] sums = new double[width];
    double[] products = new double[width * width];
    RandomGenerator random = new SplittableRandom(4);
    int draws = 200_000;
    for (int draw = 0; draw < draws; draw++) {
      double[] theta = draw(machine, regression, unrated, ofRows, deviations, random);
      for (int a = 0; a < width; a++) {
        sums[a] += theta[a];
        for (int b = 0; b < width; b++) {
          products[a * width + b] += theta[a] * theta[b];
        }
      }
    }
    for (int a = 0; a < width; a++) {
      double mean = machine.features.means[unrated * width + a];
      double deviation = Math.sqrt(machine.features.covariance(unrated, a, a));
      assertEquals(mean, sums[a] / draws, 0.02 * deviation);
      for (int b = 0; b < width; b++) {
        double found = (products[a * width + b] - sums[a] * sums[b] / draws) / draws;
        double other = Math.sqrt(machine.features.covariance(unrated, b, b));
        assertEquals(
            machine.features.covariance(unrated, a, b),
            found,
            0.02 * deviation * other,
            a + " " + b);
      }
    }
  }

  /** m_g + B^T phi + noise, where B and the noise are drawn. */
  private static double[] draw(
      Machine machine,
      PriorRegression regression,
      int row,
      double[] ofRows,
      double[] deviations,
      RandomGenerator random) {
    int width = machine.width;
    double[] theta = new double[width];
    machine.prior.copyMean(0, row, theta);
    double[][] normals = new double[NUMBERS + 1][];
    for (int n = 0; n <= NUMBERS; n++) {
      normals[n] = random.doubles(width).map(it -> random.nextGaussian()).toArray();
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        double sum = normals[NUMBERS][b];
        for (int n = 0; n < NUMBERS; n++) {
          for (int m = 0; m <= n; m++) {
            sum +=
                regression.covariates[row * NUMBERS + n] * ofRows[n * NUMBERS + m] * normals[m][b];
          }
        }
        theta[a] += deviations[a * width + b] * sum;
      }
    }
    return theta;
  }

  /** A root of A^-1, A being that of the users' prior. */
  private static double[] inverseRoot(Machine machine) {
    int width = machine.width;
    double[] precision = new double[width * width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        precision[a * width + b] = machine.prior.precision(0, a, b);
      }
    }
    Cholesky.factor(precision, 0, width);
    double[] root = new double[width * width];
    for (int c = 0; c < width; c++) {
      double[] unit = new double[width];
      unit[c] = 1;
      Cholesky.solveTransposed(precision, 0, width, unit, 0);
      for (int a = 0; a < width; a++) {
        root[a * width + c] = unit[a];
      }
    }
    return root;
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void threads_change_no_bit(Covariance covariance) {
    assertArrayEquals(
        predictions(new Fit(covariance, 1).machine), predictions(new Fit(covariance, 3).machine));
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void a_saved_state_goes_on_to_the_same_bits(Covariance covariance) {
    Fit whole = new Fit(covariance, 1);
    Map<String, NumericArray> arrays = new TreeMap<>();
    whole.machine.save(arrays);
    Machine other = new Fit(covariance, 1).machine;
    RowCoordinateAscent resumed = new RowCoordinateAscent(other, whole.graph, new Workers(1));
    resumed.run(12, true);
    assertNotEquals(predictions(whole.machine)[0], predictions(other)[0]);
    other.restore(new ArrayArchive(ArchiveHeader.plain("state", 1, ""), arrays));
    resumed.run(12, true);
    whole.ascent.run(12, true);
    assertArrayEquals(predictions(whole.machine), predictions(other));
  }

  private static double[] predictions(Machine machine) {
    int items = machine.right.size();
    double[] known = new double[machine.left.size() * items * 2];
    for (int n = 0; n < known.length / 2; n++) {
      known[2 * n] = machine.mean(n / items, n % items);
      known[2 * n + 1] = machine.epistemicVariance(n / items, n % items);
    }
    return known;
  }

  @ParameterizedTest
  @CsvSource({"FM, FIELD", "BAYESIAN_FM, GLOBAL", "AUTO_VFM, FIELD", "VFM, GLOBAL", "VFM, NONE"})
  void other_models_refuse_it_with_the_reason(ModelType type, Grouping grouping) {
    RandomGenerator random = new SplittableRandom(1);
    ModelSettings settings = ModelSettings.defaults(type).change().grouping(grouping).build();
    String reason =
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelFixtures.started(shapes(2, random), settings, random))
            .getMessage();
    assertEquals(
        "the fields consumption and prior regress prior means, which needs a vfm or bayesian-fm with grouping: field",
        reason);
  }
}
