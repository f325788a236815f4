package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.engine.CpuEngine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.posterior.LevelPredictor;
import org.querent.core.posterior.NormalInterval;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.Thresholds;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.UpdateSettings;

/** Models of ratings that are steps of a scale. */
class LevelModelTest {
  /** Uneven: what is felt has to be much better for 5 stars than for 4. */
  private static final double[] CUTS = {-2, -1.5, 0.5, 2.5};

  private static final int USERS = 120;
  private static final int ITEMS = 100;

  /** A world in which somebody gives the step between whose thresholds what they feel is. */
  private static final class World {
    final RandomGenerator random = new SplittableRandom(4);
    final double[][] truth = new double[USERS][ITEMS];
    final Ratings known;
    final Ratings held;

    World(double[] cuts, RatingScale scale) {
      double[] users = random.doubles(2 * USERS, -1.5, 1.5).toArray();
      double[] items = random.doubles(2 * ITEMS, -1.5, 1.5).toArray();
      long[][] who = new long[2][USERS * ITEMS];
      double[] given = new double[USERS * ITEMS];
      for (int pair = 0; pair < given.length; pair++) {
        int user = pair / ITEMS;
        int item = pair % ITEMS;
        truth[user][item] =
            users[2 * user] + items[2 * item] + users[2 * user + 1] * items[2 * item + 1];
        double felt = truth[user][item] + random.nextGaussian();
        int level = (int) Arrays.stream(cuts).filter(cut -> cut < felt).count();
        given[pair] = scale.min() + level * (scale.max() - scale.min()) / cuts.length;
        who[0][pair] = user;
        who[1][pair] = item;
      }
      Ratings all = Ratings.of(scale, who[0], who[1], given);
      known =
          all.select(IntStream.range(0, all.size()).filter(n -> n % 2 == n / ITEMS % 2).toArray());
      held =
          all.select(IntStream.range(0, all.size()).filter(n -> n % 2 != n / ITEMS % 2).toArray());
    }

    FactorizationMachine fitted(Likelihood likelihood, Covariance covariance) {
      FactorizationMachine model =
          ModelBuilder.of(known).settings(settings(likelihood, covariance)).build();
      model.addAll(known);
      model.fit();
      return model;
    }
  }

  private static ModelSettings settings(Likelihood likelihood, Covariance covariance) {
    return ModelSettings.DEFAULTS
        .change()
        .factors(2)
        .covariance(covariance)
        .likelihood(likelihood)
        .build();
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void thresholds_are_recovered_and_steps_are_foreseen_better_than_by_numbers(
      Covariance covariance) {
    World world = new World(CUTS, RatingScale.WHOLE_STARS);
    FactorizationMachine ordinal = world.fitted(Likelihood.ORDINAL, covariance);
    FactorizationMachine gaussian = world.fitted(Likelihood.GAUSSIAN, covariance);
    double[] cuts = Objects.requireNonNull(ordinal.internals().machine().thresholds).toArray();
    for (int c = 2; c <= 4; c++) {
      assertEquals(CUTS[c - 1] - CUTS[c - 2], cuts[c] - cuts[c - 1], 0.2, "step " + c);
    }
    double[] nll = new double[2];
    double[] error = new double[2];
    LevelPredictor steps = (LevelPredictor) ordinal.predictor();
    Predictor numbers = gaussian.predictor();
    double[] probabilities = new double[5];
    for (int n = 0; n < world.held.size(); n++) {
      int user = world.held.user(n);
      int item = world.held.item(n);
      double rating = world.held.rating(n);
      steps.probabilities(user, item, probabilities);
      assertEquals(1, Arrays.stream(probabilities).sum(), 1e-12);
      nll[0] -= Math.log(probabilities[(int) rating - 1]);
      double mean = numbers.mean(user, item);
      double deviation = Math.sqrt(numbers.predictiveVariance(user, item));
      double lower = rating == 1 ? Double.NEGATIVE_INFINITY : (rating - 0.5 - mean) / deviation;
      double upper = rating == 5 ? Double.POSITIVE_INFINITY : (rating + 0.5 - mean) / deviation;
      nll[1] -= NormalInterval.logProbability(lower, upper);
      error[0] += Math.pow(steps.mean(user, item) - rating, 2);
      error[1] += Math.pow(RatingScale.WHOLE_STARS.clip(mean) - rating, 2);
    }
    assertTrue(nll[0] < 0.95 * nll[1], nll[0] + " and " + nll[1]);
    assertTrue(error[0] < error[1], error[0] + " and " + error[1]);
  }

  /** The part of the pairs of a liked and a disliked rating that are in the right order. */
  private static double areaUnderCurve(Ratings held, Predictor predictor) {
    Integer[] order = IntStream.range(0, held.size()).boxed().toArray(Integer[]::new);
    double[] means = new double[held.size()];
    Arrays.setAll(means, n -> predictor.mean(held.user(n), held.item(n)));
    Arrays.sort(order, (a, b) -> Double.compare(means[a], means[b]));
    long disliked = 0;
    long right = 0;
    for (int n : order) {
      if (held.rating(n) == 0) {
        disliked++;
      } else {
        right += disliked;
      }
    }
    return right / ((double) disliked * (held.size() - disliked));
  }

  @Test
  void who_likes_what_is_foreseen_nearly_as_well_as_by_who_knows_all() {
    World world = new World(new double[] {0.7}, new RatingScale(0, 1));
    FactorizationMachine binary = world.fitted(Likelihood.BINARY, Covariance.FULL);
    LevelPredictor liked = (LevelPredictor) binary.predictor();
    double found = areaUnderCurve(world.held, liked);
    double best = bestArea(world);
    assertTrue(found > 0.75 && found > best - 0.03, found + " of " + best);
    double loss = 0;
    double entropy = 0;
    for (int n = 0; n < world.held.size(); n++) {
      double p = liked.mean(world.held.user(n), world.held.item(n));
      double share = 0.5;
      assertTrue(p > 0 && p < 1);
      assertEquals(
          p * (1 - p), liked.predictiveVariance(world.held.user(n), world.held.item(n)), 1e-12);
      loss -= Math.log(world.held.rating(n) == 1 ? p : 1 - p);
      entropy -= Math.log(world.held.rating(n) == 1 ? share : 1 - share);
    }
    assertTrue(loss < 0.85 * entropy, loss + " of " + entropy);
  }

  private static double bestArea(World world) {
    Ratings held = world.held;
    Predictor knowing =
        new Predictor() {
          @Override
          public double mean(int user, int item) {
            return world.truth[user][item];
          }

          @Override
          public double epistemicVariance(int user, int item) {
            return 0;
          }

          @Override
          public double noiseVariance() {
            return 1;
          }

          @Override
          public void predict(int[] users, int[] items, double[] means, double[] variances) {
            throw new UnsupportedOperationException();
          }
        };
    return areaUnderCurve(held, knowing);
  }

  /** Without factors what is felt is Gaussian, and draws of it say what a rating is. */
  @ParameterizedTest
  @CsvSource({"1,5,ORDINAL", "0.5,5,ORDINAL", "1,10,ORDINAL", "0,1,BINARY"})
  void mean_and_variances_are_those_of_draws(double min, double max, Likelihood likelihood) {
    RandomGenerator random = new SplittableRandom(8);
    FactorizationMachine model =
        ModelBuilder.of(
                FeatureSpace.ofPairs(8, 9),
                Design.identity(0, 8),
                Design.identity(8, 9),
                RatingUnit.of(new RatingScale(min, max)))
            .scale(new RatingScale(min, max))
            .settings(settings(likelihood, Covariance.DIAGONAL).change().factors(0).build())
            .build();
    LevelPredictor levels = (LevelPredictor) model.predictor();
    int count = levels.levels().count();
    for (int n = 0; n < 40; n++) {
      model.add(
          random.nextInt(8), random.nextInt(9), levels.levels().rating(random.nextInt(count)));
    }
    model.fit();
    double[] cuts = Objects.requireNonNull(model.internals().machine().thresholds).toArray();
    double step = levels.levels().step();
    for (int pair = 0; pair < 72; pair += 17) {
      int user = pair / 9;
      int item = pair % 9;
      double felt = model.internals().machine().mean(user, item);
      double spread = Math.sqrt(model.internals().machine().epistemicVariance(user, item));
      int draws = 40_000;
      double[] sums = new double[4];
      double[] average = new double[count];
      double within = 0;
      for (int draw = 0; draw < draws; draw++) {
        double prediction = felt + spread * random.nextGaussian();
        double expected = min;
        for (int c = 1; c < count; c++) {
          expected += step * NormalInterval.below(prediction - cuts[c]);
        }
        for (int level = 0; level < count; level++) {
          double logarithm =
              NormalInterval.logProbability(cuts[level] - prediction, cuts[level + 1] - prediction);
          average[level] += Math.exp(logarithm) / draws;
          within -= Math.exp(logarithm) * logarithm / draws;
        }
        double z = prediction + random.nextGaussian();
        double rating = min + step * Arrays.stream(cuts, 1, count).filter(cut -> cut < z).count();
        sums[0] += rating / draws;
        sums[1] += rating * rating / draws;
        sums[2] += expected / draws;
        sums[3] += expected * expected / draws;
      }
      double range = max - min;
      double variance = sums[1] - sums[0] * sums[0];
      double epistemic = sums[3] - sums[2] * sums[2];
      assertEquals(sums[0], levels.mean(user, item), 0.01 * range);
      assertEquals(variance, levels.predictiveVariance(user, item), 0.01 * range * range);
      assertEquals(epistemic, levels.epistemicVariance(user, item), 0.03 * epistemic);
      assertEquals(
          levels.predictiveVariance(user, item),
          levels.epistemicVariance(user, item) + levels.noiseVariance(user, item),
          1e-12);
      double entropy = -Arrays.stream(average).map(p -> p * Math.log(p)).sum();
      double information = levels.information(user, item, spread * spread);
      assertEquals(entropy - within, information, 0.01);
      double[][] both = new double[2][1];
      levels.foresee(new int[] {user}, new int[] {item}, both[0], both[1]);
      assertEquals(levels.mean(user, item), both[0][0]);
      assertEquals(levels.predictiveVariance(user, item), both[1][0]);
    }
  }

  @Test
  void a_step_was_felt_between_its_thresholds_and_its_densities_are_a_distribution() {
    World world = new World(CUTS, new RatingScale(0.5, 2.5));
    FactorizationMachine model = world.fitted(Likelihood.ORDINAL, Covariance.FULL);
    Thresholds thresholds = Objects.requireNonNull(model.internals().machine().thresholds);
    LevelPredictor steps = (LevelPredictor) model.predictor();
    for (int user = 0; user < 20; user++) {
      double sum = 0;
      for (int level = 0; level < 5; level++) {
        double rating = 0.5 + 0.5 * level;
        double felt = model.internals().unit.standardised(model.posterior().felt(user, 3, rating));
        assertTrue(thresholds.cut(level) < felt && felt < thresholds.cut(level + 1), "" + felt);
        sum += 0.5 * Math.exp(steps.logDensity(user, 3, rating));
      }
      assertEquals(1, sum, 1e-12);
    }
    FactorizationMachine numbers = world.fitted(Likelihood.GAUSSIAN, Covariance.FULL);
    assertEquals(2.5, numbers.posterior().felt(1, 3, 2.5));
  }

  @Test
  void a_rating_that_is_no_step_is_refused_and_nothing_of_it_remains() {
    World world = new World(CUTS, RatingScale.WHOLE_STARS);
    FactorizationMachine model =
        ModelBuilder.of(world.known)
            .settings(settings(Likelihood.ORDINAL, Covariance.FULL))
            .build();
    assertThrows(DatasetException.class, () -> model.add(0, 0, 3.5));
    assertEquals(0, model.ratings());
  }

  @Test
  void a_likelihood_of_steps_needs_a_scale() {
    ModelBuilder builder =
        ModelBuilder.of(
                FeatureSpace.ofPairs(2, 2),
                Design.identity(0, 2),
                Design.identity(2, 2),
                RatingUnit.STANDARDISED)
            .settings(settings(Likelihood.ORDINAL, Covariance.FULL));
    assertThrows(IllegalArgumentException.class, builder::build);
  }

  /** What was saved goes on with the same bits, and threads change none. */
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void what_is_resumed_goes_on_bit_by_bit(Covariance covariance) {
    World world = new World(CUTS, RatingScale.WHOLE_STARS);
    FactorizationMachine model = start(world, covariance, 1);
    FactorizationMachine other = start(world, covariance, 3);
    for (int pass = 0; pass < 7; pass++) {
      model.pass();
    }
    other.resume(
        new ArrayArchive(ArchiveHeader.plain("state", 1, ""), model.state()), model.passes());
    model.settle();
    UpdateSettings how = new UpdateSettings(2, Neighbours.ONE_HOP, 1e-3);
    for (FactorizationMachine one : new FactorizationMachine[] {model, other}) {
      one.add(3, 5, 4);
      one.update(how);
      one.pass();
      one.foldInUser(7);
    }
    assertArrayEquals(
        model.internals().machine().features.means,
        other.internals().machine().features.means,
        0.0);
    assertArrayEquals(
        Objects.requireNonNull(model.internals().machine().thresholds).toArray(),
        Objects.requireNonNull(other.internals().machine().thresholds).toArray());
    assertEquals(model.bound(), other.bound());
  }

  private static FactorizationMachine start(World world, Covariance covariance, int threads) {
    FactorizationMachine model =
        ModelBuilder.of(world.known)
            .settings(settings(Likelihood.ORDINAL, covariance))
            .engine(new CpuEngine(threads))
            .build();
    model.addAll(world.known);
    model.start();
    return model;
  }
}
