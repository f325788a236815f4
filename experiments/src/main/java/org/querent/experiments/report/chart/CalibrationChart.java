package org.querent.experiments.report.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.querent.experiments.statistics.Reliability;

/**
 * Describes the reliability diagram: how large errors were where a certain size was expected. Both
 * axes have the same range in a square, so that a model that knows its errors is on the diagonal.
 */
final class CalibrationChart {
  private static final int TICKS = 8;
  private static final double LARGEST_RADIUS = 4.5;
  private static final double SMALLEST_RADIUS = 1.5;
  private static final double ROOM = 0.08;
  private static final double[] NONE = {};

  private CalibrationChart() {}

  /**
   * Describes it.
   *
   * @param series the strategies to draw, in this order
   */
  static LineChart of(String title, List<Series> series, Map<String, Reliability> reliability) {
    List<List<Reliability.Group>> groups =
        series.stream().map(one -> reliability.get(one.name()).groups()).toList();
    long most =
        groups.stream().flatMap(List::stream).mapToLong(Reliability.Group::count).max().orElse(1);
    List<Line> lines =
        series.stream().map(one -> line(one, reliability.get(one.name()).groups(), most)).toList();
    Domain domain = domain(groups);
    String across = "expected error";
    String up = "actual error";
    double[] ends = {domain.low(), domain.high()};
    return new LineChart(
        "calibration",
        title,
        "On the diagonal, errors are as large as expected; above it, larger."
            + " The area of a point is its number of predictions.",
        scale(across + ": predicted standard deviation", domain, true),
        scale(up + ": root mean square", domain, false),
        List.of(new Rule("", false, ends, ends)),
        lines,
        0,
        true,
        Pointer.ofPoints(across, up, "predictions"));
  }

  private static Scale scale(String title, Domain domain, boolean line) {
    return new Scale(title, domain, TICKS, Digits.decimals(4), false, line);
  }

  private static Domain domain(List<List<Reliability.Group>> groups) {
    double[] values =
        groups.stream()
            .flatMap(List::stream)
            .flatMapToDouble(group -> DoubleStream.of(group.predicted(), group.observed()))
            .toArray();
    double low = DoubleStream.of(values).min().orElse(0);
    double high = DoubleStream.of(values).max().orElse(1);
    double room = ROOM * (high > low ? high - low : high > 0 ? high : 1);
    return Domain.fixed(Math.max(0, low - room), high + room);
  }

  private static Line line(Series series, List<Reliability.Group> groups, long most) {
    return new Line(
        series,
        groups.stream().mapToDouble(Reliability.Group::predicted).toArray(),
        groups.stream().mapToDouble(Reliability.Group::observed).toArray(),
        NONE,
        NONE,
        groups.stream()
            .mapToDouble(group -> LARGEST_RADIUS * Math.sqrt(group.count() / (double) most))
            .map(radius -> Math.max(SMALLEST_RADIUS, radius))
            .toArray(),
        groups.stream().mapToDouble(Reliability.Group::count).toArray());
  }
}
