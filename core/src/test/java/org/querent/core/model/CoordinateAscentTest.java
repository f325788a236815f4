package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.features.FeatureSpace;

class CoordinateAscentTest {
  private static final int FACTORS = 3;

  @ParameterizedTest(name = "{0} active features, unit values: {1}, seed {2}")
  @CsvSource({"2,true,1", "2,false,2", "3,true,3", "3,false,4", "3,false,5", "5,false,6"})
  void the_bound_never_falls_in_general(int active, boolean unit, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FeatureSpace space = space(active, 12);
    MeanField q = start(space, random);
    Examples examples = examples(space, 150, unit, random);
    assertNeverFalls(new SparseCoordinateAscent(q, examples));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void the_bound_never_falls_for_pairs(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FeatureSpace space = FeatureSpace.ofPairs(20, 30);
    MeanField q = start(space, random);
    assertNeverFalls(new PairCoordinateAscent(q, graph(space, pairs(space, 200, random))));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {17, 18, 19})
  void the_bound_never_falls_for_rows_with_full_covariance(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FeatureSpace space = FeatureSpace.ofPairs(20, 30);
    MeanField q = new MeanField(space, FACTORS, Covariance.FULL);
    q.initialise(3.5, 2, 0.3, random);
    assertNeverFalls(new RowCoordinateAscent(q, graph(space, pairs(space, 200, random))));
  }

  private static void assertNeverFalls(CoordinateAscent ascent) {
    double before = ascent.evidenceLowerBound();
    double first = before;
    for (int sweep = 0; sweep < 60; sweep++) {
      ascent.sweep(sweep >= 5);
      double after = ascent.evidenceLowerBound();
      assertTrue(
          after >= before - 1e-9 * Math.abs(before),
          "sweep " + sweep + ": " + before + " to " + after);
      before = after;
    }
    assertTrue(before > first + 1, "the bound rose from " + first + " to " + before + " only");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12})
  void the_sums_kept_between_sweeps_are_those_made_anew(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FeatureSpace space = space(4, 9);
    MeanField q = start(space, random);
    SparseCoordinateAscent ascent =
        new SparseCoordinateAscent(q, examples(space, 120, false, random));
    for (int sweep = 0; sweep < 10; sweep++) {
      ascent.sweep(true);
    }
    double kept = ascent.evidenceLowerBound();
    ascent.refresh();
    assertEquals(ascent.evidenceLowerBound(), kept, 1e-9 * Math.abs(kept));
  }

  @Test
  void pairs_are_the_special_case_of_the_general_ascent() {
    FeatureSpace space = FeatureSpace.ofPairs(15, 25);
    List<int[]> pairs = pairs(space, 140, new SplittableRandom(13));
    MeanField special = start(space, new SplittableRandom(14));
    MeanField general = start(space, new SplittableRandom(14));
    CoordinateAscent pairAscent = new PairCoordinateAscent(special, graph(space, pairs));
    CoordinateAscent sparseAscent = new SparseCoordinateAscent(general, examples(space, pairs));
    for (int sweep = 0; sweep < 20; sweep++) {
      pairAscent.sweep(sweep > 3);
      sparseAscent.sweep(sweep > 3);
    }
    assertArrayEquals(general.slopeMean, special.slopeMean, 1e-9);
    assertArrayEquals(general.slopeVariance, special.slopeVariance, 1e-9);
    assertArrayEquals(general.factorMean, special.factorMean, 1e-9);
    assertArrayEquals(general.factorVariance, special.factorVariance, 1e-9);
    assertEquals(general.noisePrecision, special.noisePrecision, 1e-9);
    assertEquals(sparseAscent.evidenceLowerBound(), pairAscent.evidenceLowerBound(), 1e-8);
  }

  @Test
  void without_factors_a_full_covariance_is_a_diagonal_one() {
    FeatureSpace space = FeatureSpace.ofPairs(15, 25);
    List<int[]> pairs = pairs(space, 140, new SplittableRandom(20));
    MeanField diagonal = new MeanField(space, 0);
    MeanField full = new MeanField(space, 0, Covariance.FULL);
    diagonal.initialise(3, 2, 0, new SplittableRandom(21));
    full.initialise(3, 2, 0, new SplittableRandom(21));
    CoordinateAscent pairAscent = new PairCoordinateAscent(diagonal, graph(space, pairs));
    CoordinateAscent rowAscent = new RowCoordinateAscent(full, graph(space, pairs));
    for (int sweep = 0; sweep < 20; sweep++) {
      pairAscent.sweep(sweep > 3);
      rowAscent.sweep(sweep > 3);
    }
    assertArrayEquals(diagonal.slopeMean, full.slopeMean, 1e-9);
    assertArrayEquals(diagonal.slopeVariance, full.slopeVariance, 1e-9);
    assertEquals(diagonal.noisePrecision, full.noisePrecision, 1e-9);
    assertEquals(pairAscent.evidenceLowerBound(), rowAscent.evidenceLowerBound(), 1e-8);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {22, 23})
  void a_converged_row_is_a_maximum_in_its_mean_and_covariance(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FeatureSpace space = FeatureSpace.ofPairs(6, 8);
    MeanField q = new MeanField(space, FACTORS, Covariance.FULL);
    q.initialise(3.5, 2, 0.3, random);
    CoordinateAscent ascent = new RowCoordinateAscent(q, graph(space, pairs(space, 30, random)));
    for (int sweep = 0; sweep < 5000; sweep++) {
      ascent.sweep(false);
    }
    double best = ascent.evidenceLowerBound();
    for (int feature = 0; feature < space.features(); feature++) {
      for (int a = 0; a <= FACTORS; a++) {
        for (double change : new double[] {-0.01, 0.01}) {
          assertNoHigher(best, ascent, q.factorMean, feature * FACTORS + a % FACTORS, change);
          assertNoHigher(best, ascent, q.slopeMean, feature, change);
          int diagonal = (feature * q.width + a) * q.width + a;
          double[] covariance = q.covariance;
          double kept = covariance[diagonal];
          q.setRow(feature, perturbed(q, feature, a, kept * (1 + change)));
          assertTrue(ascent.evidenceLowerBound() <= best + 1e-7, "variance " + feature + ", " + a);
          q.setRow(feature, perturbed(q, feature, a, kept));
        }
      }
    }
  }

  private static void assertNoHigher(
      double best, CoordinateAscent ascent, double[] parameters, int at, double change) {
    double kept = parameters[at];
    parameters[at] = kept + change;
    assertTrue(ascent.evidenceLowerBound() <= best + 1e-7, "parameter " + at);
    parameters[at] = kept;
  }

  /** Puts a variance into the block of a row; returns the row's mean. */
  private static double[] perturbed(MeanField q, int feature, int a, double variance) {
    q.covariance[(feature * q.width + a) * q.width + a] = variance;
    double[] mean = new double[q.width];
    q.copyRow(feature, mean);
    return mean;
  }

  /** An update is the optimum of its parameter: moving any mean or variance lowers the bound. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {15, 16})
  void a_converged_posterior_is_a_maximum_in_every_coordinate(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    FeatureSpace space = space(3, 5);
    MeanField q = start(space, random);
    SparseCoordinateAscent ascent =
        new SparseCoordinateAscent(q, examples(space, 80, false, random));
    for (int sweep = 0; sweep < 5000; sweep++) {
      ascent.sweep(false);
    }
    double best = ascent.evidenceLowerBound();
    for (double[] parameters :
        List.of(q.slopeMean, q.slopeVariance, q.factorMean, q.factorVariance)) {
      for (int n = 0; n < parameters.length; n++) {
        for (double factor : new double[] {0.98, 1.02}) {
          double kept = parameters[n];
          parameters[n] = kept * factor;
          ascent.refresh();
          assertTrue(ascent.evidenceLowerBound() <= best + 1e-7, "parameter " + n);
          parameters[n] = kept;
        }
      }
    }
  }

  private static FeatureSpace space(int fields, int size) {
    return new FeatureSpace(
        java.util.stream.IntStream.range(0, fields)
            .mapToObj(field -> new FeatureSpace.Field("field" + field, size))
            .toList());
  }

  private static MeanField start(FeatureSpace space, RandomGenerator random) {
    MeanField q = new MeanField(space, FACTORS);
    q.initialise(3.5, 2, 0.3, random);
    return q;
  }

  private static List<int[]> pairs(FeatureSpace space, int count, RandomGenerator random) {
    List<int[]> pairs = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      // The last features stay without a single example.
      pairs.add(
          new int[] {
            random.nextInt(space.size(0) - 1),
            random.nextInt(space.size(1) - 2),
            random.nextInt(1, 6)
          });
    }
    return pairs;
  }

  private static RatingGraph graph(FeatureSpace space, List<int[]> pairs) {
    RatingGraph graph = new RatingGraph(space.size(0), space.size(1));
    pairs.forEach(pair -> graph.add(pair[0], pair[1], pair[2]));
    return graph;
  }

  private static Examples examples(FeatureSpace space, List<int[]> pairs) {
    int[] starts = new int[pairs.size() + 1];
    int[] features = new int[2 * pairs.size()];
    double[] values = new double[features.length];
    double[] targets = new double[pairs.size()];
    java.util.Arrays.fill(values, 1);
    for (int n = 0; n < targets.length; n++) {
      starts[n + 1] = 2 * (n + 1);
      features[2 * n] = pairs.get(n)[0];
      features[2 * n + 1] = space.start(1) + pairs.get(n)[1];
      targets[n] = pairs.get(n)[2];
    }
    return new Examples(space, starts, features, values, targets);
  }

  /** One feature of every field, and a target that the features explain in part. */
  private static Examples examples(
      FeatureSpace space, int count, boolean unit, RandomGenerator random) {
    int active = space.fields();
    int[] starts = new int[count + 1];
    int[] features = new int[count * active];
    double[] values = new double[features.length];
    double[] targets = new double[count];
    double[] effects = random.doubles(space.features(), -1, 1).toArray();
    for (int n = 0; n < count; n++) {
      starts[n + 1] = (n + 1) * active;
      targets[n] = 3 + 0.3 * random.nextGaussian();
      for (int field = 0; field < active; field++) {
        int entry = n * active + field;
        features[entry] = space.start(field) + random.nextInt(space.size(field));
        values[entry] = unit ? 1 : random.nextDouble(-1.5, 2);
        targets[n] += values[entry] * effects[features[entry]];
      }
      targets[n] += effects[features[n * active]] * effects[features[n * active + 1]];
    }
    return new Examples(space, starts, features, values, targets);
  }
}
