package org.querent.experiments.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.querent.experiments.report.About;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.StoppingContent;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;

class EvaluatorsTableTest {
  private static final int SEEDS = 6;

  /** Two strategies, of which the second is above random by an amount, give or take a little. */
  private static List<LearningCurve> curves(double above) {
    List<LearningCurve> curves = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      double more = above + 0.001 * (seed - 3.5);
      curves.add(curve("random", seed, 1.0, 0.9));
      curves.add(curve("greedy", seed, 1.0 + more, 0.9 + more));
    }
    return curves;
  }

  private static LearningCurve curve(String strategy, long seed, double... rmse) {
    return new LearningCurve(strategy, seed, new int[] {0, 100}, Map.of("rmse", rmse));
  }

  private static Analysis analysis(Map<String, List<LearningCurve>> evaluators) {
    return Analysis.of(
        new ReportContent(
            "others",
            About.NOTHING,
            "data",
            false,
            Axis.QUERIES,
            Optional.of("random"),
            Set.of(),
            curves(-0.05),
            "",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            StoppingContent.NONE,
            Map.of(),
            evaluators,
            Map.of(),
            Map.of(),
            Map.of(),
            IntervalMethod.STUDENT,
            List.of()));
  }

  private static List<String> verdicts(EvaluatorsTable.Row row) {
    return row.cells().stream().map(cell -> cell.verdict().mean()).toList();
  }

  @Test
  void each_learner_has_a_verdict_of_its_own_on_what_was_asked() {
    Map<String, List<LearningCurve>> judged = new LinkedHashMap<>();
    judged.put("als", curves(0.02));
    judged.put("item-knn", curves(0));
    Analysis analysis = analysis(judged);
    EvaluatorsTable table = EvaluatorsTable.of(analysis);
    assertTrue(table.measured());
    assertEquals(
        List.of("the model that asked", "als", "item-knn"),
        table.learners().stream().map(EvaluatorsTable.Learner::name).toList());
    assertEquals(List.of("–", "–", "–"), verdicts(table.rows().get(0)));
    assertEquals(List.of("better", "worse", "undecided"), verdicts(table.rows().get(1)));
    EvaluatorsTable.Cell own = table.rows().get(1).cells().get(0);
    assertTrue(own.better());
    assertFalse(own.worse());
    // The mean of six differences and Student's t of five degrees: 2.5706 x 0.0018708 / sqrt(6).
    assertEquals("−0.0500", own.difference().mean());
    assertEquals("[−0.0520, −0.0480]", own.difference().bounds());
    assertEquals("0.8500", own.rmse().mean());
    List<String> lines = table.csv(analysis).lines().toList();
    assertEquals(1 + 3 * 2, lines.size());
    assertTrue(lines.get(2).startsWith("model,greedy,6,100,0.85"), lines.get(2));
    assertTrue(lines.get(4).endsWith(",worse"), lines.get(4));
    assertEquals(1 + 2 * 2 * SEEDS * 2, table.curvesCsv().lines().count());
  }

  @Test
  void without_learners_there_is_no_table() {
    assertFalse(EvaluatorsTable.of(analysis(Map.of())).measured());
  }
}
