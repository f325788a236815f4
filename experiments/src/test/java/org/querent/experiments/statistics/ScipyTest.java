package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
    for (JsonNode pair : scipy.required("pairs")) {
      double[] first = numbers(pair.required("first"));
      double[] second = numbers(pair.required("second"));
      assertEquals(
          pair.required("t").doubleValue(), new TTest().pairedTTest(first, second), TOLERANCE);
      Interval interval = Interval.of(first);
      assertArrayEquals(
          numbers(pair.required("interval")),
          new double[] {interval.low(), interval.high()},
          TOLERANCE);
      if (pair.has("wilcoxon")) {
        double exact = SignedRankTest.pValue(first, second).orElseThrow();
        assertEquals(pair.required("wilcoxon").doubleValue(), exact, TOLERANCE, pair::toString);
        signedRanks++;
      }
    }
    assertEquals(7, signedRanks);
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
