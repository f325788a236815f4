package org.querent.experiments.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.statistics.AskedPairs;

/** Describes whom and what the strategies asked about. */
final class AskedCharts {
  private static final int TICKS = 4;
  private static final double RADIUS = 2.5;
  private static final double[] NONE = {};
  private static final String OF_ALL = " of " + AskedPairs.TENTHS;

  /** No axis ends below it, so that shares that are nearly alike look so. */
  private static final double SMALLEST_RANGE = 0.2;

  private final List<Series> series;
  private final Map<String, AskedPairs> asked;

  /**
   * Describes what was asked.
   *
   * @param series the strategies to draw, in this order; at least one
   */
  AskedCharts(List<Series> series, Map<String, AskedPairs> asked) {
    this.series = series;
    this.asked = asked;
  }

  /** Which share of the queries was about items of each popularity. */
  LineChart items(String title) {
    return shares(
        "asked-items",
        title,
        "items, from rarely to often rated, in tenths of all ratings",
        AskedPairs::shareByItem,
        AskedPairs::chanceByItem);
  }

  /** Which share of the queries went to users of each activity. */
  LineChart users(String title) {
    return shares(
        "asked-users",
        title,
        "users, from few to many ratings, in tenths of all ratings",
        AskedPairs::shareByUser,
        AskedPairs::chanceByUser);
  }

  private LineChart shares(
      String name,
      String title,
      String axisTitle,
      Function<AskedPairs, double[]> shares,
      Function<AskedPairs, double[]> chance) {
    double[] tenths = IntStream.rangeClosed(1, AskedPairs.TENTHS).asDoubleStream().toArray();
    double[] radii = new double[tenths.length];
    Arrays.fill(radii, RADIUS);
    List<Line> lines =
        series.stream()
            .map(
                one ->
                    new Line(
                        one, tenths, shares.apply(asked.get(one.name())), NONE, NONE, radii, NONE))
            .toList();
    double[] even = chance.apply(asked.get(series.get(0).name()));
    double most =
        Stream.concat(Stream.of(even), lines.stream().map(Line::y))
            .flatMapToDouble(DoubleStream::of)
            .max()
            .orElse(0);
    Domain up = Domain.fromZero(Math.max(SMALLEST_RANGE, most), TICKS);
    return new LineChart(
        name,
        title,
        "Each tenth holds a tenth of all ratings. Dashed: queries drawn at random from what may be"
            + " asked for",
        new Scale(
            axisTitle,
            Domain.fixed(1, AskedPairs.TENTHS),
            AskedPairs.TENTHS,
            Digits.decimals(0),
            false,
            true),
        new Scale(
            "share of the queries", up, TICKS, new Digits(1, Digits.Form.PERCENT), true, false),
        List.of(new Rule("at random", true, tenths, even)),
        lines,
        0,
        Pointer.ofX("tenth ", OF_ALL, OF_ALL, true));
  }

  /** How much more often than at random each pair of a tenth of users and of items was asked. */
  HeatMaps pairs(String title) {
    String across = "items, rarely to often rated";
    String up = "users, few to many ratings";
    return new HeatMaps(
        "asked",
        title,
        "How often each tenth of the users was asked about each tenth of the items",
        across,
        up,
        Colours.OF_RATIOS,
        "times as often as queries drawn at random from what may be asked for",
        series.stream()
            .map(one -> new HeatMaps.HeatMap(one, cells(asked.get(one.name()).ratios())))
            .toList());
  }

  private static Double[][] cells(double[][] ratios) {
    return Arrays.stream(ratios)
        .map(
            row ->
                Arrays.stream(row)
                    .mapToObj(ratio -> Double.isNaN(ratio) ? null : ratio)
                    .toArray(Double[]::new))
        .toArray(Double[][]::new);
  }
}
