package org.querent.experiments.report;

import java.util.List;
import java.util.Optional;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategyCurve;
import org.querent.experiments.statistics.StrategySummary;

/**
 * A report's content and the statistics of it that all formats share, so that they agree.
 *
 * @param relative the curves of paired differences to the baseline; empty without a baseline
 * @param pairs all pairs of strategies that have a seed in common
 */
public record Analysis(
    ReportContent content,
    List<StrategyCurve> curves,
    List<StrategyCurve> relative,
    List<StrategySummary> summaries,
    List<PairwiseComparison> pairs,
    Finding finding) {

  public static Analysis of(ReportContent content) {
    List<LearningCurve> runs = content.curves();
    IntervalMethod method = content.intervals();
    List<StrategyCurve> curves = StrategyCurve.perStrategy(runs, method);
    List<PairwiseComparison> pairs = PairwiseComparison.of(runs, content.baseline(), method);
    List<StrategySummary> summaries = StrategySummary.of(runs, content.baseline(), pairs, method);
    return new Analysis(
        content,
        curves,
        content
            .baseline()
            .map(name -> StrategyCurve.relativeTo(name, runs, method))
            .orElse(List.of()),
        summaries,
        pairs,
        Finding.of(fair(summaries, content), content.baseline(), pairs, content.axis(), method));
  }

  /** The summaries of strategies that do not cheat, if there is any. */
  public List<StrategySummary> fair() {
    return fair(summaries, content);
  }

  private static List<StrategySummary> fair(List<StrategySummary> all, ReportContent content) {
    List<StrategySummary> fair =
        all.stream().filter(s -> !content.bounds().contains(s.strategy())).toList();
    return fair.isEmpty() ? all : fair;
  }

  /** What a figure calls a strategy: its label, and whether it cheats. */
  public String title(String strategy) {
    return content.bounds().contains(strategy) ? strategy + " (cheats)" : strategy;
  }

  public Optional<String> baseline() {
    return content.baseline();
  }
}
