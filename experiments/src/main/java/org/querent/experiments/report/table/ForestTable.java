package org.querent.experiments.report.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Digits;
import org.querent.experiments.report.chart.Domain;
import org.querent.experiments.report.chart.Scale;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.PValue;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.StrategySummary;

/**
 * The paired differences from the baseline with their intervals, drawn one below the other on one
 * axis (a forest plot; Lewis and Clarke 2001, Forest plots: trying to see the wood and the trees,
 * BMJ 322). Places are percentages of the width, as CSS and SVG have them.
 *
 * @param rows one per strategy that shares a seed with the baseline, the best first
 * @param ticks of the axis
 * @param zero where there is no difference
 */
public record ForestTable(List<Row> rows, List<Tick> ticks, String zero) {
  private static final int TICKS = 4;
  private static final Bounded UNKNOWN = new Bounded("–", "");

  /** A number of the axis, and where it stands. */
  record Tick(String text, String at) {}

  /** A mean and its interval as they are drawn. */
  record Whisker(String low, String mean, String high) {}

  /**
   * One strategy; {@code style} is its index among the styles of the figures.
   *
   * @param whisker none or one
   * @param difference of the area under the learning curve, in percent of the baseline's
   * @param wins in how many seeds the area was smaller
   */
  record Row(
      int style,
      String strategy,
      List<Whisker> whisker,
      Bounded difference,
      String verdict,
      boolean better,
      boolean worse,
      String p,
      String wins) {}

  /** The strategies that can be compared with the baseline; empty without one. */
  public static ForestTable of(Analysis analysis) {
    List<StrategySummary> all = analysis.summaries();
    Domain domain = Domain.around(DoubleStream.concat(DoubleStream.of(0), ends(all)));
    List<Tick> ticks =
        new Scale("", domain, TICKS, new Digits(1, Digits.Form.DECIMALS), true, false)
            .at().stream()
                .map(tick -> new Tick(Numbers.inPercent(tick.text()), at(domain, tick.value())))
                .toList();
    List<Row> rows =
        IntStream.range(0, all.size())
            .filter(n -> all.get(n).relative().isPresent())
            .boxed()
            .sorted(
                Comparator.comparingDouble(n -> difference(all.get(n)).aulc().interval().mean()))
            .map(n -> row(n, all.get(n), analysis, domain))
            .toList();
    return new ForestTable(rows, ticks, at(domain, 0));
  }

  private static DoubleStream ends(List<StrategySummary> all) {
    return all.stream()
        .flatMap(summary -> summary.relative().stream())
        .flatMap(relative -> relative.aulcPercent().stream())
        .flatMapToDouble(interval -> DoubleStream.of(interval.low(), interval.high()));
  }

  private static String at(Domain domain, double value) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * domain.part(value));
  }

  private static BaselineDifference difference(StrategySummary summary) {
    return summary.relative().orElseThrow();
  }

  private static Row row(int style, StrategySummary summary, Analysis analysis, Domain domain) {
    BaselineDifference difference = difference(summary);
    String name = summary.strategy();
    PairwiseComparison pair =
        PairwiseComparison.find(analysis.pairs(), name, analysis.baseline().orElseThrow())
            .orElseThrow();
    return new Row(
        style,
        analysis.title(name),
        difference.aulcPercent().stream().map(percent -> whisker(percent, domain)).toList(),
        difference
            .aulcPercent()
            .map(percent -> Numbers.bounded(percent, Numbers::percentMore))
            .orElse(UNKNOWN),
        Texts.name(difference.verdict()),
        difference.verdict() == Verdict.BETTER,
        difference.verdict() == Verdict.WORSE,
        difference.aulc().tTest().map(PValue::corrected).map(Numbers::p).orElse(""),
        Numbers.count(pair.wins()) + " of " + Numbers.count(pair.seeds()));
  }

  private static Whisker whisker(Interval percent, Domain domain) {
    return new Whisker(
        at(domain, percent.low()), at(domain, percent.mean()), at(domain, percent.high()));
  }
}
