package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.core.Counted;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.PairwiseComparison.PValue;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.ShareOfCeiling;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/**
 * The summary as a table for a paper, as texts that no format has escaped yet.
 *
 * @param label what a paper refers to it by, of letters, digits and dashes
 * @param columns the head; the first column is of texts, the others are of numbers
 * @param rows one per strategy, as many cells as columns; a text has no bounds
 * @param notes what the reader has to know to read the numbers
 */
public record PaperTable(
    String label,
    String caption,
    List<String> columns,
    List<List<Bounded>> rows,
    List<String> notes) {
  private static final String NONE = "–";
  private static final String SIGNIFICANT = "*";
  private static final String FEW_SEEDS = "†";

  /** The summary with the columns that this content has values for. */
  public static PaperTable of(Analysis analysis) {
    ReportContent content = analysis.content();
    Optional<String> baseline = content.baseline();
    List<String> columns = new ArrayList<>(List.of("Strategy"));
    if (seedsDiffer(analysis)) {
      columns.add("Seeds");
    }
    columns.addAll(List.of("Final RMSE", "AULC"));
    if (baseline.isPresent()) {
      columns.addAll(List.of("Change, %", "p, AULC", content.axis().head(), "p, final"));
    }
    if (analysis.ceiling().measured()) {
      columns.add("Of the ceiling");
    }
    return new PaperTable(
        label(content.title()),
        content.title() + "; " + content.datasetDescription(),
        List.copyOf(columns),
        analysis.summaries().stream().map(summary -> row(summary, analysis)).toList(),
        notes(analysis));
  }

  /** A label of a title, which may hold anything. */
  static String label(String title) {
    String plain = title.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? "experiment" : plain;
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
    row.add(Numbers.ratings(summary.finalRmse()));
    row.add(Numbers.ratings(summary.aulc()));
    if (analysis.baseline().isPresent()) {
      row.add(
          summary
              .relative()
              .flatMap(BaselineDifference::aulcPercent)
              .map(change -> Numbers.bounded(change, Numbers::tenths))
              .orElse(text(NONE)));
      row.add(text(pValue(summary.relative().map(BaselineDifference::aulc))));
      row.add(queries(summary));
      row.add(text(pValue(summary.relative().map(BaselineDifference::finalRmse))));
    }
    if (analysis.ceiling().measured()) {
      row.add(SummaryTable.part(summary.strategy(), analysis, ShareOfCeiling::saving));
    }
    return List.copyOf(row);
  }

  private static Bounded text(String text) {
    return new Bounded(text, "");
  }

  private static Bounded queries(StrategySummary summary) {
    if (summary.end().isEmpty()) {
      return text(NONE);
    }
    TargetReached end = summary.end().get();
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

  private static String pValue(Optional<Difference> difference) {
    Optional<PValue> p = difference.flatMap(Difference::tTest);
    if (p.isEmpty()) {
      return NONE;
    }
    if (difference.get().interval().n() < PairwiseComparison.FEW_SEEDS) {
      return Numbers.corrected(p) + FEW_SEEDS;
    }
    return Numbers.corrected(p)
        + (difference.get().verdict() == Verdict.UNDECIDED ? "" : SIGNIFICANT);
  }

  private static List<String> notes(Analysis analysis) {
    boolean student = analysis.content().intervals() == IntervalMethod.STUDENT;
    List<String> notes = new ArrayList<>();
    notes.add(analysis.finding().sentence());
    notes.add(
        String.format(
            Locale.ROOT,
            "Means over %s with %s intervals (%s). RMSE in the unit of the ratings; AULC is the area under the learning curve, the mean RMSE on the way.",
            SummaryTable.seeds(analysis.summaries()),
            Numbers.inPercent("95"),
            student ? "Student’s t" : "percentile bootstrap"));
    analysis.baseline().ifPresent(name -> notes.addAll(compared(name, analysis)));
    if (analysis.ceiling().measured()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Of the ceiling: what a strategy saves of the %s on the way to where %s ends, in percent of what %s saves, which knows the factors; with Fieller’s interval.",
              analysis.content().axis().word(),
              analysis.baseline().orElseThrow(),
              analysis.title(analysis.ceiling().label().orElseThrow())));
    }
    notes.addAll(analysis.finding().notes());
    return List.copyOf(notes);
  }

  private static List<String> compared(String baseline, Analysis analysis) {
    Axis axis = analysis.content().axis();
    List<BaselineDifference> all =
        analysis.summaries().stream().flatMap(summary -> summary.relative().stream()).toList();
    List<Integer> seeds =
        all.stream().map(BaselineDifference::seeds).filter(count -> count > 1).toList();
    // Strategies that ask the same as the baseline differ by nothing that could be tested.
    int tests = (int) all.stream().filter(it -> it.aulc().tTest().isPresent()).count();
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
            Locale.ROOT,
            "The change is that of the AULC against %s’s, with Fieller’s interval. %s: after which the RMSE is as low as that of %s in the end, by curves made monotone, > where it is not within what was asked; the interval inverts the paired t-test.",
            baseline,
            axis.head(),
            baseline));
    notes.add(
        String.format(
            Locale.ROOT,
            "p: two-sided paired t-tests over the seeds shared with %s, Holm-corrected for %s; intervals are not corrected, each is for itself.",
            baseline,
            Counted.of(tests, "comparison")));
    if (seeds.stream().anyMatch(count -> count >= PairwiseComparison.FEW_SEEDS)) {
      notes.add(SIGNIFICANT + " " + Numbers.SIGNIFICANT + ".");
    }
    if (seeds.stream().anyMatch(count -> count < PairwiseComparison.FEW_SEEDS)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s Fewer than %d seeds: too few to call any difference significant.",
              FEW_SEEDS,
              PairwiseComparison.FEW_SEEDS));
    }
    return notes;
  }
}
