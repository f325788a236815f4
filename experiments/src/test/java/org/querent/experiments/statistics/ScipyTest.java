package org.querent.experiments.statistics;

import static java.util.Locale.ROOT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.experiments.statistics.PairwiseComparison.PValue;

/** What SciPy says of the same numbers; expected.py, beside expected.json, makes the latter. */
class ScipyTest {
  private static final double TOLERANCE = 1e-9;

  private static JsonNode scipy;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = ScipyTest.class.getResourceAsStream("expected.json")) {
      scipy = new ObjectMapper().readTree(in);
    }
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(n -> array.get(n).doubleValue()).toArray();
  }

  @Test
  void paired_tests_and_intervals() {
    int signedRanks = 0;
    int bootstraps = 0;
    for (JsonNode pair : scipy.required("pairs")) {
      double[] first = numbers(pair.required("first"));
      double[] second = numbers(pair.required("second"));
      assertEquals(
          pair.required("t").doubleValue(), new TTest().pairedTTest(first, second), TOLERANCE);
      assertInterval(pair.required("interval"), Interval.of(first));
      if (pair.has("bootstrap")) {
        assertInterval(pair.required("bootstrap"), IntervalMethod.BOOTSTRAP.of(first));
        bootstraps++;
      }
      if (pair.has("wilcoxon")) {
        double exact = SignedRankTest.pValue(first, second).orElseThrow();
        assertEquals(pair.required("wilcoxon").doubleValue(), exact, TOLERANCE, pair::toString);
        signedRanks++;
      }
    }
    assertEquals(7, signedRanks);
    assertEquals(4, bootstraps);
  }

  private static void assertInterval(JsonNode expected, Interval interval) {
    assertArrayEquals(
        numbers(expected),
        new double[] {interval.mean(), interval.low(), interval.high()},
        TOLERANCE);
  }

  static Stream<JsonNode> curves() throws IOException {
    read();
    return scipy.required("curves").valueStream();
  }

  private static IntervalMethod method(JsonNode experiment) {
    return IntervalMethod.valueOf(experiment.required("method").textValue().toUpperCase(ROOT));
  }

  private static List<LearningCurve> runs(JsonNode experiment) {
    int[] queries =
        Arrays.stream(numbers(experiment.required("queries"))).mapToInt(q -> (int) q).toArray();
    List<LearningCurve> runs = new ArrayList<>();
    for (JsonNode strategy : experiment.required("strategies")) {
      String name = strategy.required("strategy").textValue();
      for (JsonNode rmse : strategy.required("rmse")) {
        runs.add(Curves.rmse(name, runs.size() % rmses(strategy), queries, numbers(rmse)));
      }
    }
    return runs;
  }

  private static int rmses(JsonNode strategy) {
    return strategy.required("rmse").size();
  }

  @ParameterizedTest
  @MethodSource("curves")
  void areas_deficiencies_and_targets(JsonNode experiment) {
    List<StrategySummary> summaries = Curves.summaries(runs(experiment), method(experiment));
    assertEquals(4, summaries.size());
    for (int n = 0; n < summaries.size(); n++) {
      JsonNode expected = experiment.required("strategies").get(n);
      StrategySummary summary = summaries.get(n);
      assertEquals(expected.required("strategy").textValue(), summary.strategy());
      assertInterval(expected.required("aulc"), summary.aulc());
      assertInterval(expected.required("final"), summary.finalRmse());
      summary.relative().ifPresent(relative -> assertRelative(expected, relative));
      assertEquals(n > 0, summary.relative().isPresent(), "all but the baseline");
      for (int target = 0; target < 4; target++) {
        assertTarget(expected.required("targets").get(target), summary.targets().get(target));
      }
    }
  }

  private static void assertRelative(JsonNode expected, BaselineDifference relative) {
    assertInterval(expected.required("finalDifference"), relative.finalRmse().interval());
    assertInterval(expected.required("aulcDifference"), relative.aulc().interval());
    assertInterval(expected.required("aulcPercent"), relative.aulcPercent().orElseThrow());
    assertInterval(expected.required("deficiency"), relative.deficiency().orElseThrow());
  }

  private static void assertTarget(JsonNode expected, TargetReached target) {
    assertEquals(expected.get(0).doubleValue(), target.rmse(), TOLERANCE);
    List<OptionalDouble> reached = List.of(target.queries(), target.low(), target.high());
    for (int n = 0; n < reached.size(); n++) {
      JsonNode number = expected.get(n + 1);
      assertEquals(number.isNull(), reached.get(n).isEmpty(), target::toString);
      // To 1e-9 of the 100 queries that were asked.
      assertEquals(number.doubleValue(), reached.get(n).orElse(0), 100 * TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void all_pairs(JsonNode experiment) {
    List<PairwiseComparison> pairs =
        PairwiseComparison.of(runs(experiment), Optional.of("base"), method(experiment));
    assertEquals(6, pairs.size());
    for (int n = 0; n < pairs.size(); n++) {
      JsonNode expected = experiment.required("pairs").get(n);
      PairwiseComparison pair = pairs.get(n);
      assertEquals(expected.required("first").textValue(), pair.first());
      assertEquals(expected.required("second").textValue(), pair.second());
      assertEquals(expected.required("wins").intValue(), pair.wins());
      assertInterval(expected.required("final"), pair.finalRmse().interval());
      assertInterval(expected.required("aulc"), pair.aulc().interval());
      assertPValue(expected, "finalT", pair.finalRmse().tTest());
      assertPValue(expected, "aulcT", pair.aulc().tTest());
      if (pair.seeds() < 6) {
        assertTrue(pair.finalRmse().signedRank().isEmpty() && pair.aulc().signedRank().isEmpty());
      } else {
        assertPValue(expected, "finalRank", pair.finalRmse().signedRank());
        assertPValue(expected, "aulcRank", pair.aulc().signedRank());
      }
    }
  }

  private static void assertPValue(JsonNode pair, String test, Optional<PValue> p) {
    assertEquals(pair.required(test).doubleValue(), p.orElseThrow().raw(), TOLERANCE);
    assertEquals(
        pair.required(test + "Holm").doubleValue(), p.orElseThrow().corrected(), TOLERANCE);
  }

  @Test
  void pairs_that_do_not_differ_say_nothing() {
    double[] same = {1, 2, 3};
    assertTrue(SignedRankTest.pValue(same, same).isEmpty());
  }

  @Test
  void friedman() {
    for (JsonNode expected : scipy.required("friedman")) {
      JsonNode rows = expected.required("values");
      double[][] values = new double[rows.size()][];
      for (int block = 0; block < values.length; block++) {
        values[block] = numbers(rows.get(block));
      }
      Friedman friedman = Friedman.of(values);
      assertEquals(expected.required("statistic").doubleValue(), friedman.statistic(), TOLERANCE);
      assertEquals(expected.required("p").doubleValue(), friedman.pValue(), TOLERANCE);
      assertArrayEquals(numbers(expected.required("ranks")), friedman.meanRanks(), TOLERANCE);
      assertEquals(
          expected.required("criticalDifference").doubleValue(),
          friedman.criticalDifference(),
          TOLERANCE);
    }
  }

  @Test
  void nothing_to_compare_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Friedman.of(new double[][] {{1, 2}}));
    assertThrows(IllegalArgumentException.class, () -> Friedman.of(new double[][] {{1}, {2}}));
    assertThrows(IllegalArgumentException.class, () -> Friedman.of(new double[0][]));
    assertEquals(1, Friedman.of(new double[][] {{1, 1}, {2, 2}}).pValue(), TOLERANCE);
  }

  @Test
  void holm() {
    for (JsonNode expected : scipy.required("holm")) {
      assertArrayEquals(
          numbers(expected.required("adjusted")),
          Holm.adjusted(numbers(expected.required("p"))),
          TOLERANCE);
    }
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjusted(0.01, 0.04, 0.03, 0.005), TOLERANCE);
  }
}
