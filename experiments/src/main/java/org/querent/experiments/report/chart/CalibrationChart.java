package org.querent.experiments.report.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.Reliability;

/**
 * Describes the reliability diagram: how large errors were where a certain size was expected, as a
 * ratio, which is 1 of a model that knows its errors.
 */
final class CalibrationChart {
  private static final int TICKS = 6;
  private static final double LARGEST_RADIUS = 4.5;
  private static final double SMALLEST_RADIUS = 1.5;
  private static final double BAND = 0.1;
  private static final double[] NONE = {};

  private CalibrationChart() {}

  /**
   * Describes it.
   *
   * @param series the strategies to draw, in this order
   */
  static LineChart of(String title, List<Series> series, Map<String, Reliability> reliability) {
    List<Reliability> all = series.stream().map(one -> reliability.get(one.name())).toList();
    long most =
        all.stream()
            .flatMap(one -> one.groups().stream())
            .mapToLong(Reliability.Group::count)
            .max()
            .orElse(1);
    List<Line> lines =
        IntStream.range(0, all.size())
            .mapToObj(n -> line(series.get(n), all.get(n), most))
            .toList();
    String across = "expected error";
    String up = "actual / expected";
    Domain domain =
        Domain.around(lines.stream().flatMapToDouble(line -> DoubleStream.of(line.x())));
    double[] ends = {domain.low(), domain.high()};
    return new LineChart(
        "calibration",
        title,
        "Above 1 errors are larger than expected, below it smaller; means over the seeds with "
            + Numbers.inPercent("95")
            + " intervals. The area of a point is its number of predictions",
        new Scale(
            across + ": predicted standard deviation",
            Domain.fixed(domain.low(), domain.high()),
            TICKS,
            Digits.decimals(4),
            false,
            true),
        new Scale(
            "actual error / expected error",
            Domain.around(
                DoubleStream.concat(
                    DoubleStream.of(1),
                    lines.stream()
                        .flatMap(line -> Stream.of(line.y(), line.low(), line.high()))
                        .flatMapToDouble(DoubleStream::of))),
            TICKS,
            Digits.decimals(3),
            true,
            false),
        List.of(new Rule("as expected", false, ends, new double[] {1, 1})),
        lines,
        BAND,
        Pointer.ofPoints(across, up, "predictions"));
  }

  private static Line line(Series series, Reliability reliability, long most) {
    List<Reliability.Group> groups = reliability.groups();
    List<Interval> ratios = reliability.ratios();
    boolean banded = ratios.stream().allMatch(Interval::hasBounds);
    return new Line(
        series,
        groups.stream().mapToDouble(Reliability.Group::predicted).toArray(),
        ratios.stream().mapToDouble(Interval::mean).toArray(),
        banded ? ratios.stream().mapToDouble(Interval::low).toArray() : NONE,
        banded ? ratios.stream().mapToDouble(Interval::high).toArray() : NONE,
        groups.stream()
            .mapToDouble(group -> LARGEST_RADIUS * Math.sqrt(group.count() / (double) most))
            .map(radius -> Math.max(SMALLEST_RADIUS, radius))
            .toArray(),
        groups.stream().mapToDouble(Reliability.Group::count).toArray());
  }
}
