package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.StoppingContent;
import org.querent.experiments.statistics.StrategyCurve;
import org.querent.simulator.progress.StoppedAt;

/**
 * Where each stopping rule would have ended the interviews, as texts: a line per strategy and rule,
 * means over the seeds.
 *
 * @param rows one per strategy whose runs looked at rules, and rule
 */
public record StoppingTable(List<Row> rows) {
  /**
   * One strategy and one rule; {@code style} is its index among the styles of the figures.
   *
   * @param letter of the rule in the figure
   * @param ended which part of the interviews it would have ended
   * @param questions of an interview, on average
   * @param saved which part of the questions that there were
   * @param rmse where it would have ended them
   * @param more by how much that is above the RMSE where they were over
   */
  record Row(
      int style,
      String strategy,
      String letter,
      String rule,
      String ended,
      String questions,
      String saved,
      String rmse,
      Bounded more) {}

  /** The strategies whose runs looked at rules. */
  public static StoppingTable of(Analysis analysis) {
    StoppingContent content = analysis.content().stopping();
    List<String> names = analysis.curves().stream().map(StrategyCurve::strategy).toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int rule = 0;
          rule < content.rules().size() && !content.of(names.get(i)).isEmpty();
          rule++) {
        rows.add(row(i, names.get(i), rule, analysis));
      }
    }
    return new StoppingTable(rows);
  }

  private static Row row(int style, String name, int rule, Analysis analysis) {
    StoppingContent content = analysis.content().stopping();
    int end = content.rules().size();
    double questions = content.questions(name, rule);
    double rmse = content.mean(name, rule, StoppedAt::rmse);
    double[] more =
        content.of(name).stream()
            .mapToDouble(run -> run.get(rule).rmse() - run.get(end).rmse())
            .toArray();
    return new Row(
        style,
        analysis.title(name),
        StoppingContent.letter(rule),
        content.rules().get(rule),
        Numbers.percent(
            100 * content.mean(name, rule, at -> (double) at.ended() / at.interviews())),
        Numbers.tenths(questions),
        Numbers.percent(100 * (1 - questions / content.questions(name, end))),
        Numbers.rating(rmse),
        Numbers.differences(analysis.content().intervals().of(more), rmse));
  }

  /** Whether there is anything to show. */
  public boolean measured() {
    return !rows.isEmpty();
  }

  /**
   * A line per strategy, rule and run, in numbers; the rule is empty where interviews were over.
   */
  public static String csv(Analysis analysis) {
    StoppingContent content = analysis.content().stopping();
    Csv csv = new Csv("strategy", "rule", "run", "interviews", "ended", "questions", "rmse");
    for (StrategyCurve curve : analysis.curves()) {
      List<List<StoppedAt>> runs = content.of(curve.strategy());
      for (int run = 0; run < runs.size(); run++) {
        for (int rule : IntStream.rangeClosed(0, content.rules().size()).toArray()) {
          StoppedAt at = runs.get(run).get(rule);
          csv.text(curve.strategy());
          csv.text(rule < content.rules().size() ? content.rules().get(rule) : "");
          csv.number(run + 1).number(at.interviews()).number(at.ended());
          csv.number(at.questions()).number(at.rmse()).end();
        }
      }
    }
    return csv.toString();
  }
}
