package org.querent.experiments.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Promises;
import org.querent.experiments.report.Promises.Delivered;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.Reliability;

/**
 * Describes what came of what a model expected. The reliability diagram: how large errors were
 * where a certain size was expected, as a ratio, which is 1 of a model that knows its errors. And
 * by how much errors fell, against by how much they were expected to.
 */
final class CalibrationChart {
  private static final int TICKS = 6;
  private static final double LARGEST_RADIUS = 4.5;
  private static final double SMALLEST_RADIUS = 1.5;
  private static final double SMALL_RADIUS = 2;
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
            Domain.around(heights(lines, 1)),
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
    return line(
        series,
        groups.stream().mapToDouble(Reliability.Group::predicted).toArray(),
        reliability.ratios(),
        groups.stream()
            .mapToDouble(group -> LARGEST_RADIUS * Math.sqrt(group.count() / (double) most))
            .map(radius -> Math.max(SMALLEST_RADIUS, radius))
            .toArray(),
        groups.stream().mapToDouble(Reliability.Group::count).toArray());
  }

  /** A line with a band, where every interval has bounds. */
  private static Line line(
      Series series, double[] x, List<Interval> y, double[] radii, double[] counts) {
    boolean banded = y.stream().allMatch(Interval::hasBounds);
    return new Line(
        series,
        x,
        y.stream().mapToDouble(Interval::mean).toArray(),
        banded ? y.stream().mapToDouble(Interval::low).toArray() : NONE,
        banded ? y.stream().mapToDouble(Interval::high).toArray() : NONE,
        radii,
        counts);
  }

  /** All heights that lines reach with their bands, and some more. */
  private static DoubleStream heights(List<Line> lines, double... others) {
    return DoubleStream.concat(
        DoubleStream.of(others),
        lines.stream()
            .flatMap(line -> Stream.of(line.y(), line.low(), line.high()))
            .flatMapToDouble(DoubleStream::of));
  }

  /**
   * Describes by how much errors fell against by how much they were expected to.
   *
   * @param series the strategies to draw, in this order
   */
  static LineChart ofPromises(String title, List<Series> series, Promises promises) {
    List<Line> lines =
        series.stream().map(one -> line(one, promises.strategies().get(one.name()))).toList();
    double most = lines.stream().flatMapToDouble(line -> DoubleStream.of(line.x())).max().orElse(1);
    double[] ends = {0, most};
    return new LineChart(
        "promise",
        title,
        "Fall of the mean squared error since the start, point by point of the learning curves; means over the seeds with "
            + Numbers.inPercent("95")
            + " intervals",
        new Scale(
            "promised: expected fall of the mean squared error",
            Domain.around(DoubleStream.of(ends)),
            TICKS,
            Digits.decimals(4),
            false,
            true),
        new Scale(
            "delivered: fall on the holdout",
            Domain.around(heights(lines, ends)),
            TICKS,
            Digits.decimals(4),
            true,
            false),
        List.of(new Rule("as promised", false, ends, ends)),
        lines,
        BAND,
        Pointer.ofPoints("promised", "delivered", "seeds"));
  }

  private static Line line(Series series, Delivered of) {
    List<Interval> delivered = of.delivered();
    double[] radii = new double[delivered.size()];
    Arrays.fill(radii, SMALL_RADIUS);
    double[] seeds = delivered.stream().mapToDouble(Interval::n).toArray();
    return line(series, of.promised(), delivered, radii, seeds);
  }
}
