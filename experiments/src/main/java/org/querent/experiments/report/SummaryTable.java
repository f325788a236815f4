package org.querent.experiments.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.statistics.StrategySummary;

/**
 * The summary as texts, for the page.
 *
 * @param rows one per strategy
 * @param compared whether there is a baseline and something to compare with it
 * @param several whether there is more than one strategy, so that one can be the best
 */
record SummaryTable(List<Row> rows, boolean compared, boolean several) {
  private static final String NONE = "–";

  /** One strategy; {@code style} is its index among the styles of the figures. */
  record Row(
      int style,
      String strategy,
      boolean baseline,
      boolean cheats,
      Cell rmse,
      Cell aulc,
      Cell queries,
      String saving,
      String pCorrected,
      int seeds) {}

  /** A text, and whether it is the best of its column. */
  record Cell(String text, boolean best) {}

  static SummaryTable of(Analysis analysis) {
    List<StrategySummary> all = analysis.summaries();
    List<Row> rows = IntStream.range(0, all.size()).mapToObj(i -> row(i, analysis)).toList();
    return new SummaryTable(rows, analysis.relative().size() > 1, all.size() > 1);
  }

  /** How many seeds the numbers are over, in words. */
  static String seeds(List<StrategySummary> summaries) {
    int fewest = summaries.stream().mapToInt(StrategySummary::seeds).min().orElseThrow();
    int most = summaries.stream().mapToInt(StrategySummary::seeds).max().orElseThrow();
    if (fewest == most) {
      return most == 1 ? "1 seed" : most + " seeds";
    }
    return fewest + " to " + most + " seeds";
  }

  private static Row row(int index, Analysis analysis) {
    StrategySummary summary = analysis.summaries().get(index);
    List<StrategySummary> all = analysis.fair();
    String strategy = summary.strategy();
    return new Row(
        index,
        strategy,
        analysis.baseline().filter(strategy::equals).isPresent(),
        analysis.content().bounds().contains(strategy),
        new Cell(
            Numbers.interval(summary.finalRmse()), best(summary, all, s -> s.finalRmse().mean())),
        new Cell(Numbers.interval(summary.aulc()), best(summary, all, s -> s.aulc().mean())),
        new Cell(
            queries(summary),
            best(summary, all, s -> s.queriesToTarget().orElse(Double.POSITIVE_INFINITY))),
        text(summary.savingPercent(), Numbers::percent),
        p(summary.test().map(StrategySummary.PairedTest::corrected).orElse(OptionalDouble.empty())),
        summary.seeds());
  }

  private static String queries(StrategySummary summary) {
    return summary.queriesToTarget().isPresent()
        ? Numbers.count(summary.queriesToTarget().getAsDouble())
        : "not reached";
  }

  private static String p(OptionalDouble value) {
    return text(value, Numbers::pValue);
  }

  private static String text(OptionalDouble value, DoubleFunction<String> format) {
    return value.isPresent() ? format.apply(value.getAsDouble()) : NONE;
  }

  private static boolean best(
      StrategySummary summary, List<StrategySummary> all, ToDoubleFunction<StrategySummary> key) {
    double value = key.applyAsDouble(summary);
    boolean fair = all.stream().mapToInt(StrategySummary::queries).distinct().count() == 1;
    return fair
        && all.contains(summary)
        && all.size() > 1
        && Double.isFinite(value)
        && all.stream().mapToDouble(key).min().orElseThrow() == value;
  }
}
