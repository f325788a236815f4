package org.querent.experiments.report.table;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.Reliability.Group;

/**
 * How well the models knew their errors, in a line per strategy, for the page.
 *
 * @param rows one per strategy that it was measured of
 */
public record CalibrationTable(List<Row> rows) {
  /**
   * One strategy; {@code style} is its index among the styles of the figures.
   *
   * @param expected root of the mean predicted variance of all groups
   * @param actual root mean square of all errors
   * @param ratio of the two, over the runs
   * @param verdict the difference of the two, in words
   */
  record Row(
      int style, String strategy, String expected, String actual, Bounded ratio, String verdict) {}

  /** The strategies whose models predict variances. */
  public static CalibrationTable of(Analysis analysis) {
    List<String> names = analysis.curves().stream().map(curve -> curve.strategy()).toList();
    return new CalibrationTable(
        IntStream.range(0, names.size())
            .filter(i -> analysis.content().reliability().containsKey(names.get(i)))
            .mapToObj(i -> row(i, names.get(i), analysis))
            .toList());
  }

  private static Row row(int index, String name, Analysis analysis) {
    Reliability reliability = analysis.content().reliability().get(name);
    double expected = rootMeanSquare(reliability, Group::predicted);
    double actual = rootMeanSquare(reliability, Group::observed);
    return new Row(
        index,
        analysis.title(name),
        Numbers.rating(expected),
        Numbers.rating(actual),
        Numbers.bounded(reliability.whole(), Numbers::thousandths),
        verdict(100 * (actual / expected - 1)));
  }

  private static double rootMeanSquare(Reliability reliability, ToDoubleFunction<Group> value) {
    double sum = 0;
    long count = 0;
    for (Group group : reliability.groups()) {
      sum += group.count() * value.applyAsDouble(group) * value.applyAsDouble(group);
      count += group.count();
    }
    return Math.sqrt(sum / count);
  }

  private static String verdict(double percentMore) {
    if (Math.abs(percentMore) < 0.05) {
      return "as large as expected";
    }
    return Numbers.percent(Math.abs(percentMore))
        + (percentMore > 0 ? " larger than expected" : " smaller than expected");
  }
}
