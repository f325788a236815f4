package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.StrategySummary.PairedTest;
import org.querent.experiments.statistics.TargetReached;

/**
 * The summary as a table for a paper, as texts that no format has escaped yet.
 *
 * @param columns the head; the first column is of texts, the others are of numbers
 * @param rows one per strategy, as many cells as columns
 * @param notes what the reader has to know to read the numbers
 */
record PaperTable(
    String caption, List<String> columns, List<List<String>> rows, List<String> notes) {
  private static final String NONE = "–";
  private static final String SIGNIFICANT = "*";
  private static final String FEW_SEEDS = "†";

  static PaperTable of(Analysis analysis) {
    ReportContent content = analysis.content();
    Optional<String> baseline = content.baseline();
    List<String> columns = new ArrayList<>(List.of("Strategy", "Seeds", "Final RMSE", "AULC"));
    if (baseline.isPresent()) {
      columns.addAll(List.of("AULC change", "Deficiency", "Queries", "p (final)", "p (AULC)"));
    }
    return new PaperTable(
        content.title() + "; " + content.datasetDescription(),
        List.copyOf(columns),
        analysis.summaries().stream().map(summary -> row(summary, analysis)).toList(),
        notes(analysis));
  }

  private static List<String> row(StrategySummary summary, Analysis analysis) {
    List<String> row = new ArrayList<>();
    row.add(analysis.title(summary.strategy()));
    row.add(Integer.toString(summary.seeds()));
    row.add(interval(summary.finalRmse(), Numbers::stars));
    row.add(interval(summary.aulc(), Numbers::stars));
    if (analysis.baseline().isPresent()) {
      Optional<BaselineDifference> relative = summary.relative();
      row.add(interval(relative.flatMap(BaselineDifference::aulcPercent), Numbers::percent));
      row.add(interval(relative.flatMap(BaselineDifference::deficiency), Numbers::ratio));
      row.add(queries(summary));
      row.add(pValue(summary.test(), summary.test().map(PairedTest::corrected)));
      row.add(pValue(summary.test(), summary.test().map(PairedTest::aulcCorrected)));
    }
    return List.copyOf(row);
  }

  private static String interval(Optional<Interval> interval, DoubleFunction<String> format) {
    return interval.map(present -> interval(present, format)).orElse(NONE);
  }

  private static String interval(Interval interval, DoubleFunction<String> format) {
    String mean = format.apply(interval.mean());
    return interval.hasBounds()
        ? "%s (%s to %s)"
            .formatted(mean, format.apply(interval.low()), format.apply(interval.high()))
        : mean;
  }

  private static String queries(StrategySummary summary) {
    if (summary.targets().isEmpty()) {
      return NONE;
    }
    TargetReached end = summary.targets().get(summary.targets().size() - 1);
    String queries = count(end.queries(), summary);
    return end.hasBounds()
        ? "%s (%s to %s)".formatted(queries, count(end.low(), summary), count(end.high(), summary))
        : queries;
  }

  private static String count(OptionalDouble queries, StrategySummary summary) {
    return queries.isPresent()
        ? Numbers.count(queries.getAsDouble())
        : "> " + Numbers.count(summary.queries());
  }

  private static String pValue(Optional<PairedTest> test, Optional<OptionalDouble> corrected) {
    OptionalDouble p = corrected.orElse(OptionalDouble.empty());
    if (p.isEmpty()) {
      return NONE;
    }
    String text = Numbers.pValue(p.getAsDouble());
    if (test.orElseThrow().seeds() < PairwiseComparison.FEW_SEEDS) {
      return text + FEW_SEEDS;
    }
    return p.getAsDouble() < PairwiseComparison.SIGNIFICANT ? text + SIGNIFICANT : text;
  }

  private static List<String> notes(Analysis analysis) {
    boolean student = analysis.content().intervals() == IntervalMethod.STUDENT;
    List<String> notes = new ArrayList<>();
    notes.add(
        "Means over %s with 95 %% intervals (%s). RMSE in stars; AULC is the area under the learning curve, the mean RMSE on the way."
            .formatted(
                SummaryTable.seeds(analysis.summaries()),
                student ? "Student’s t" : "percentile bootstrap"));
    analysis.baseline().ifPresent(name -> notes.addAll(compared(name, analysis)));
    notes.addAll(analysis.finding().notes());
    return List.copyOf(notes);
  }

  private static List<String> compared(String baseline, Analysis analysis) {
    List<PairedTest> tests =
        analysis.summaries().stream().flatMap(summary -> summary.test().stream()).toList();
    List<String> notes = new ArrayList<>();
    notes.add(
        "AULC change is the paired difference to %s in percent. Deficiency (Baram et al. 2004) is 1 for %s, lower is better. Queries are those after which the RMSE is as low as that of %s in the end, interpolated, > where it is not within the queries asked."
            .formatted(baseline, baseline, baseline));
    notes.add(
        "p: two-sided paired t-tests over the seeds shared with %s, Holm-corrected for %d comparisons."
            .formatted(baseline, tests.size()));
    if (tests.stream().anyMatch(test -> test.seeds() >= PairwiseComparison.FEW_SEEDS)) {
      notes.add("%s p < %s.".formatted(SIGNIFICANT, PairwiseComparison.SIGNIFICANT));
    }
    if (tests.stream().anyMatch(test -> test.seeds() < PairwiseComparison.FEW_SEEDS)) {
      notes.add(
          "%s Fewer than %d seeds: too few to call any difference significant."
              .formatted(FEW_SEEDS, PairwiseComparison.FEW_SEEDS));
    }
    return notes;
  }
}
