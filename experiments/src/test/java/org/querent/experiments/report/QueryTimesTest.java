package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;

class QueryTimesTest {
  private static final Map<String, double[]> RMSE = Map.of("rmse", new double[] {1, 0.9});

  private static ReportContent content(Map<String, AskedPairs> asked) {
    return new ReportContent(
        "times",
        "data",
        Axis.QUERIES,
        Optional.empty(),
        Set.of(),
        List.of(
            new LearningCurve("b", 1, new int[] {0, 20}, RMSE),
            new LearningCurve("b", 2, new int[] {0, 30}, RMSE),
            new LearningCurve("a", 1, new int[] {0, 10}, RMSE)),
        "",
        Map.of(),
        Map.of(
            "a", Map.of("evaluate", 0.5),
            "b", Map.of("evaluate", 1.0, "warm-up", 2.0, "select", 0.25),
            "gone", Map.of("select", 1.0)),
        Map.of(),
        asked,
        Map.of(),
        Map.of(),
        Map.of(),
        IntervalMethod.STUDENT,
        List.of());
  }

  @Test
  void seconds_are_shared_by_all_queries_and_phases_are_in_the_order_of_a_run() {
    QueryTimes times = QueryTimes.of(content(Map.of()));
    assertEquals(List.of("select", "evaluate", "warm-up"), times.phases());
    assertEquals(List.of("b", "a"), List.copyOf(times.milliseconds().keySet()));
    assertEquals(List.of(5.0, 20.0, 40.0), times.milliseconds().get("b"));
    assertEquals(List.of(0.0, 50.0, 0.0), times.milliseconds().get("a"));
  }

  @Test
  void where_every_user_is_asked_alike_all_users_are_counted() {
    long[][] counts = new long[AskedPairs.TENTHS][AskedPairs.TENTHS];
    counts[3][4] = 500;
    QueryTimes times =
        QueryTimes.of(content(Map.of("b", new AskedPairs(counts, new double[10][10]))));
    assertEquals(List.of(0.5, 2.0, 4.0), times.milliseconds().get("b"));
  }
}
