package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.StrategySummary.PairedTest;
import org.querent.experiments.statistics.TargetReached;

/**
 * The summary as a table for a paper, as texts that no format has escaped yet.
 *
 * @param columns the head; the first column is of texts, the others are of numbers
 * @param rows one per strategy, as many cells as columns; a text has no bounds
 * @param notes what the reader has to know to read the numbers
 */
record PaperTable(
    String caption, List<String> columns, List<List<Bounded>> rows, List<String> notes) {
  private static final String NONE = "–";
  private static final String SIGNIFICANT = "*";
  private static final String FEW_SEEDS = "†";

  static PaperTable of(Analysis analysis) {
    ReportContent content = analysis.content();
    Optional<String> baseline = content.baseline();
    List<String> columns = new ArrayList<>(List.of("Strategy"));
    if (seedsDiffer(analysis)) {
      columns.add("Seeds");
    }
    columns.addAll(List.of("Final RMSE", "AULC"));
    if (baseline.isPresent()) {
      columns.addAll(List.of("Change, %", "Queries", "p, final", "p, AULC"));
    }
    return new PaperTable(
        content.title() + "; " + content.datasetDescription(),
        List.copyOf(columns),
        analysis.summaries().stream().map(summary -> row(summary, analysis)).toList(),
        notes(analysis));
  }

  /** Else the notes say how many there are, and a page has no room to waste. */
  private static boolean seedsDiffer(Analysis analysis) {
    return analysis.summaries().stream().mapToInt(StrategySummary::seeds).distinct().count() > 1;
  }

  private static List<Bounded> row(StrategySummary summary, Analysis analysis) {
    List<Bounded> row = new ArrayList<>();
    row.add(text(analysis.title(summary.strategy())));
    if (seedsDiffer(analysis)) {
      row.add(text(Integer.toString(summary.seeds())));
    }
    row.add(Numbers.bounded(summary.finalRmse(), Numbers::stars));
    row.add(Numbers.bounded(summary.aulc(), Numbers::stars));
    if (analysis.baseline().isPresent()) {
      row.add(
          summary
              .relative()
              .flatMap(BaselineDifference::aulcPercent)
              .map(change -> Numbers.bounded(change, Numbers::tenths))
              .orElse(text(NONE)));
      row.add(queries(summary));
      row.add(text(pValue(summary.test(), summary.test().map(PairedTest::corrected))));
      row.add(text(pValue(summary.test(), summary.test().map(PairedTest::aulcCorrected))));
    }
    return List.copyOf(row);
  }

  private static Bounded text(String text) {
    return new Bounded(text, "");
  }

  private static Bounded queries(StrategySummary summary) {
    if (summary.targets().isEmpty()) {
      return text(NONE);
    }
    TargetReached end = summary.targets().get(summary.targets().size() - 1);
    String queries = count(end.queries(), summary);
    String low = count(end.low(), summary);
    String high = count(end.high(), summary);
    boolean sure = low.equals(queries) && high.equals(queries);
    return end.hasBounds() && !sure
        ? new Bounded(queries, Numbers.bounds(low, high))
        : text(queries);
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
    notes.add(analysis.finding().sentence());
    notes.addAll(analysis.finding().notes());
    return List.copyOf(notes);
  }

  private static List<String> compared(String baseline, Analysis analysis) {
    List<PairedTest> tests =
        analysis.summaries().stream().flatMap(summary -> summary.test().stream()).toList();
    List<String> notes = new ArrayList<>();
    notes.add(
        "The change is that of the AULC, paired with %s’s. Queries are those after which the RMSE is as low as that of %s in the end, interpolated, > where it is not within the queries asked; their bounds judge each number of queries by itself."
            .formatted(baseline, baseline));
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
