package org.querent.core.fit.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSweep;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowNoise;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.UpdateSettings;

/** Users whose ratings have a precision of their own. */
class UserNoiseTest {
  private static ModelSettings settings(ModelType type, Covariance covariance, int factors) {
    return ModelSettings.defaults(type)
        .change()
        .factors(factors)
        .covariance(covariance)
        .noise(RatingNoise.BY_USER)
        .build();
  }

  private static RowNoise noise(Machine machine) {
    return Objects.requireNonNull(machine.left.noise);
  }

  private static Shapes shapes(int active, RandomGenerator random) {
    return active == 2
        ? ModelFixtures.pairs(20, 30)
        : ModelFixtures.fields(active, 12, false, random);
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features, {3} factors")
  @CsvSource({
    "VFM,DIAGONAL,2,3",
    "VFM,DIAGONAL,2,20",
    "VFM,DIAGONAL,7,3",
    "VFM,FULL,2,3",
    "VFM,FULL,3,3",
    "AUTO_VFM,DIAGONAL,3,3",
    "AUTO_VFM,FULL,2,3"
  })
  void the_bound_never_falls(ModelType type, Covariance covariance, int active, int factors) {
    RandomGenerator random = new SplittableRandom(active);
    Shapes shapes = shapes(active, random);
    Machine machine = ModelFixtures.started(shapes, settings(type, covariance, factors), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
    CoordinateAscentTest.assertNeverFalls(new RowCoordinateAscent(machine, graph, new Workers(1)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"DIAGONAL,NONE", "DIAGONAL,ONE_HOP", "FULL,NONE", "FULL,ONE_HOP"})
  void the_bound_never_falls_as_ratings_are_followed(Covariance covariance, Neighbours neighbours) {
    RandomGenerator random = new SplittableRandom(5);
    Shapes shapes = ModelFixtures.pairs(20, 30);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance, 3), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
    RowCoordinateAscent ascent = swept(machine, graph, 10);
    for (int query = 0; query < 50; query++) {
      RatingList fresh = new RatingList();
      int user = random.nextInt(20);
      int item = random.nextInt(30);
      float rating = (float) (machine.mean(user, item) + 2 * random.nextGaussian());
      graph.add(user, item, rating);
      fresh.add(user, item, rating);
      double before = ascent.bound().total();
      ascent.follow(fresh, new UpdateSettings(2, neighbours, 0));
      double after = ascent.bound().total();
      assertTrue(after >= before - 1e-9 * Math.abs(before), before + " to " + after);
    }
  }

  private static RowCoordinateAscent swept(Machine machine, RatingGraph graph, int sweeps) {
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    for (int sweep = 0; sweep < sweeps; sweep++) {
      ascent.run(sweep, sweep >= 5);
    }
    return ascent;
  }

  /** Where followed, the weighted sums that noise and bias rest on are those of a pass. */
  @ParameterizedTest
  @CsvSource({"DIAGONAL,2", "FULL,2"})
  void running_sums_are_what_a_pass_over_everything_sums_up(Covariance covariance, int active) {
    RandomGenerator random = new SplittableRandom(6);
    Shapes shapes = shapes(active, random);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance, 3), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
    RowCoordinateAscent ascent = swept(machine, graph, 10);
    for (int query = 0; query < 200; query++) {
      RatingList fresh = new RatingList();
      int user = random.nextInt(machine.left.size());
      int item = random.nextInt(machine.right.size());
      float rating = (float) (machine.mean(user, item) + random.nextGaussian());
      graph.add(user, item, rating);
      fresh.add(user, item, rating);
      ascent.follow(fresh, new UpdateSettings(1, Neighbours.ONE_HOP, 0));
    }
    RowSweep sweep =
        new RowSweep(
            machine, graph, new Workers(1), RowLoops::new, () -> RowSolver.ascending(machine));
    sweep.measure();
    double loss = sweep.totals().loss(machine);
    assertEquals(
        graph.size() / (loss + 2 * Machine.NOISE_RATE),
        machine.noisePrecision,
        1e-9 * machine.noisePrecision);
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "DIAGONAL,3", "FULL,2", "FULL,3"})
  void a_converged_factor_is_a_maximum(Covariance covariance, int active) {
    RandomGenerator random = new SplittableRandom(22);
    Shapes shapes = ModelFixtures.fields(active, 5, false, random);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance, 3), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 80, random).graph();
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    for (int sweep = 0; sweep < 3000; sweep++) {
      ascent.run(sweep, false);
    }
    double best = ascent.bound().total();
    RowNoise noise = noise(machine);
    for (int user = 0; user < machine.left.size(); user++) {
      double[] kept = noise.kept(user);
      for (double by : new double[] {0.98, 1.02}) {
        noise.putBack(user, new double[] {kept[0] * by, kept[1], kept[0] * by / kept[1]});
        assertTrue(ascent.bound().total() <= best + 1e-7, "shape of " + user);
        noise.putBack(user, new double[] {kept[0], kept[1] * by, kept[0] / (kept[1] * by)});
        assertTrue(ascent.bound().total() <= best + 1e-7, "rate of " + user);
      }
      noise.putBack(user, kept);
    }
  }

  /** Parameters and factors drawn from the posterior. */
  @Test
  void the_expected_log_likelihood_is_what_draws_say() {
    RandomGenerator random = new SplittableRandom(7);
    Shapes shapes = ModelFixtures.pairs(6, 8);
    Machine machine =
        ModelFixtures.started(shapes, settings(ModelType.VFM, Covariance.DIAGONAL, 2), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 40, random).graph();
    double bound = swept(machine, graph, 20).bound().expectedLogLikelihood();
    RowNoise noise = noise(machine);
    Well19937c bits = new Well19937c(3);
    int draws = 40_000;
    double sum = 0;
    double[] theta = new double[machine.features.means.length];
    for (int draw = 0; draw < draws; draw++) {
      double bias = machine.biasMean + Math.sqrt(machine.biasVariance) * random.nextGaussian();
      for (int at = 0; at < theta.length; at++) {
        double deviation = Math.sqrt(machine.features.covariances[at]);
        theta[at] = machine.features.means[at] + deviation * random.nextGaussian();
      }
      for (int user = 0; user < 6; user++) {
        double[] q = noise.kept(user);
        double precision =
            machine.noisePrecision * new GammaDistribution(bits, q[0], 1 / q[1]).sample();
        for (int n = 0; n < graph.users().degrees[user]; n++) {
          int u = user * 3;
          int i = (6 + graph.users().others[user][n]) * 3;
          double mean = bias + theta[u] + theta[i];
          mean += theta[u + 1] * theta[i + 1] + theta[u + 2] * theta[i + 2];
          double error = graph.users().ratings[user][n] - mean;
          double square = error * error + machine.roundingVariance();
          sum += 0.5 * (Math.log(precision / (2 * Math.PI)) - precision * square);
        }
      }
    }
    assertEquals(sum / draws, bound, 0.1);
  }

  private enum Noisy {
    NOBODY,
    EVERY_OTHER_USER,
    EVERY_OTHER_RATING
  }

  /** A world of calm ratings and noisy ones: standard deviations of 0.3 and 1.2. */
  private static final class World {
    static final int USERS = 120;
    static final int ITEMS = 90;
    final RatingGraph graph = new RatingGraph(USERS, ITEMS);
    final double[][] truth = new double[USERS][ITEMS];
    final RandomGenerator random = new SplittableRandom(11);

    /**
     * A world.
     *
     * @param noisy whose ratings have more noise
     */
    World(Noisy noisy) {
      double[] users = random.doubles(2 * USERS, -1, 1).toArray();
      double[] items = random.doubles(2 * ITEMS, -1, 1).toArray();
      for (int user = 0; user < USERS; user++) {
        for (int item = 0; item < ITEMS; item++) {
          truth[user][item] =
              users[2 * user] + items[2 * item] + 2 * users[2 * user + 1] * items[2 * item + 1];
          int dealt = random.nextInt(2);
          double deviation =
              switch (noisy) {
                case NOBODY -> 0.75;
                case EVERY_OTHER_USER -> user % 2 == 0 ? 0.3 : 1.2;
                case EVERY_OTHER_RATING -> dealt == 0 ? 0.3 : 1.2;
              };
          double noise = deviation * random.nextGaussian();
          if (random.nextInt(4) == 0) {
            graph.add(user, item, (float) (truth[user][item] + noise));
          }
        }
      }
    }

    Machine fitted(RatingNoise noise, Covariance covariance) {
      Machine machine =
          ModelFixtures.started(
              ModelFixtures.pairs(USERS, ITEMS),
              settings(ModelType.VFM, covariance, 2).change().noise(noise).build(),
              new SplittableRandom(3));
      RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
      for (int sweep = 0; sweep < 60; sweep++) {
        ascent.run(sweep, sweep >= 20);
      }
      return machine;
    }

    /** Which part of the error is gained by noise that is a user's. */
    double gain(Covariance covariance) {
      double common = error(fitted(RatingNoise.COMMON, covariance));
      return 1 - error(fitted(RatingNoise.BY_USER, covariance)) / common;
    }

    private double error(Machine machine) {
      double sum = 0;
      for (int user = 0; user < USERS; user++) {
        for (int item = 0; item < ITEMS; item++) {
          double error = truth[user][item] - machine.mean(user, item);
          sum += error * error;
        }
      }
      return Math.sqrt(sum / USERS / ITEMS);
    }
  }

  @ParameterizedTest
  @CsvSource({"DIAGONAL", "FULL"})
  void noise_that_differs_is_recovered_and_makes_predictions_better(Covariance covariance) {
    World world = new World(Noisy.EVERY_OTHER_USER);
    Machine byUser = world.fitted(RatingNoise.BY_USER, covariance);
    assertTrue(world.gain(covariance) > 0.2, "gain " + world.gain(covariance));
    double[] deviations = new double[2];
    for (int user = 0; user < World.USERS; user++) {
      double precision = byUser.noisePrecision * byUser.noiseFactor(user);
      deviations[user % 2] += 1 / Math.sqrt(precision) / (World.USERS / 2);
    }
    assertEquals(0.3, deviations[0], 0.05);
    assertEquals(1.2, deviations[1], 0.12);
  }

  @ParameterizedTest
  @CsvSource({"DIAGONAL", "FULL"})
  void where_all_are_equally_noisy_nothing_is_gained_or_lost(Covariance covariance) {
    World world = new World(Noisy.NOBODY);
    assertEquals(0, world.gain(covariance), 0.01);
    Machine byUser = world.fitted(RatingNoise.BY_USER, covariance);
    for (int user = 0; user < World.USERS; user++) {
      assertEquals(1, byUser.noiseFactor(user), 0.15);
    }
  }

  /** Whose noisy ratings happen to be many is worth knowing, but that is little. */
  @ParameterizedTest
  @CsvSource({"DIAGONAL", "FULL"})
  void noise_that_is_dealt_out_over_the_ratings_gains_little(Covariance covariance) {
    double ofUsers = new World(Noisy.EVERY_OTHER_USER).gain(covariance);
    double ofRatings = new World(Noisy.EVERY_OTHER_RATING).gain(covariance);
    assertTrue(ofRatings < ofUsers / 4, ofRatings + " of " + ofUsers);
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "FULL,2", "DIAGONAL,5", "FULL,5"})
  void threads_change_no_bit(Covariance covariance, int active) {
    Machine one = fitted(covariance, active, 1);
    Machine four = fitted(covariance, active, 4);
    assertArrayEquals(one.features.means, four.features.means, 0.0);
    assertEquals(one.noisePrecision, four.noisePrecision, 0.0);
    for (int user = 0; user < one.left.size(); user++) {
      assertArrayEquals(noise(one).kept(user), noise(four).kept(user), 0.0);
    }
  }

  private static Machine fitted(Covariance covariance, int active, int threads) {
    RandomGenerator random = new SplittableRandom(24);
    Shapes shapes =
        active == 2
            ? ModelFixtures.pairs(150, 210)
            : ModelFixtures.fields(active, 90, true, random);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance, 3), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 3000, random).graph();
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(threads));
    for (int sweep = 0; sweep < 8; sweep++) {
      ascent.run(sweep, sweep > 3);
    }
    return machine;
  }

  /** A newcomer's factor is what their own answers say; nobody else's moves. */
  @ParameterizedTest(name = "{0}, side information: {1}")
  @CsvSource({"DIAGONAL,false", "FULL,false", "FULL,true"})
  void folding_in_finds_the_noise_of_a_newcomer(Covariance covariance, boolean described) {
    RandomGenerator random = new SplittableRandom(9);
    Shapes shapes = described ? ModelFixtures.kinds(12, 15, 3) : ModelFixtures.pairs(12, 15);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance, 2), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 80, random).graph();
    RowCoordinateAscent ascent = swept(machine, graph, 15);
    double[] others = noise(machine).kept(3);
    assertEquals(1, noise(machine).factor(11));
    for (int item = 0; item < 15; item++) {
      graph.add(11, item, (float) (machine.mean(11, item) + 6 * random.nextGaussian()));
    }
    double before = ascent.bound().total();
    FoldIn.ofUsers(machine, graph).fit(11);
    double best = ascent.bound().total();
    assertTrue(best > before, before + " to " + best);
    assertTrue(noise(machine).factor(11) < 0.7, "factor " + noise(machine).factor(11));
    assertArrayEquals(others, noise(machine).kept(3));
    double[] kept = noise(machine).kept(11);
    for (double by : new double[] {0.98, 1.02}) {
      noise(machine).putBack(11, new double[] {kept[0], kept[1] * by, kept[0] / (kept[1] * by)});
      assertTrue(ascent.bound().total() <= best + 1e-9);
    }
  }

  /** Who always gives the same rating is predicted exactly, and could be ever more so. */
  @ParameterizedTest
  @CsvSource({"DIAGONAL,10", "FULL,10", "DIAGONAL,70", "FULL,70"})
  void who_always_gives_the_same_rating_does_not_get_all_precision(
      Covariance covariance, int constant) {
    RandomGenerator random = new SplittableRandom(12);
    Shapes shapes = ModelFixtures.pairs(70, 100);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance, 2), random);
    RatingGraph graph = new RatingGraph(70, 100);
    for (int user = 0; user < 70; user++) {
      for (int item = user % 2; item < 100; item += 2) {
        double rating = random.nextGaussian();
        graph.add(user, item, user < constant ? 1 : (float) rating);
      }
    }
    RowCoordinateAscent ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    double before = ascent.bound().total();
    for (int sweep = 0; sweep < 200; sweep++) {
      ascent.run(sweep, sweep >= 20);
      double after = ascent.bound().total();
      assertTrue(after >= before - 1e-6 * Math.abs(before), sweep + ": " + before + " to " + after);
      before = after;
    }
    RowNoise noise = noise(machine);
    for (int user = 0; user < 70; user++) {
      double variance = 1 / (machine.noisePrecision * noise.factor(user));
      double least = user < constant ? 0.0024 : 0.3;
      assertTrue(variance > least, "user " + user + ": " + variance);
    }
  }
}
