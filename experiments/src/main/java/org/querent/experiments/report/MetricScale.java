package org.querent.experiments.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * How a metric's values become integers, which take a fraction of the bytes in a page: six decimals
 * of a value, or seven digits of the largest where values are large.
 *
 * @param scale what a value is multiplied with, a power of ten
 * @param digits how many decimals of a value are worth showing
 */
record MetricScale(double scale, int digits) {
  private static final int SIGNIFICANT = 7;
  private static final int MOST_DECIMALS = 6;
  private static final int MOST_SHOWN = 4;

  /** The scale that suits a metric in all the curves that have it. */
  static MetricScale of(String metric, List<StrategyCurve> curves) {
    double largest =
        curves.stream()
            .flatMap(curve -> Stream.ofNullable(curve.metrics().get(metric)))
            .flatMap(List::stream)
            .flatMapToDouble(i -> DoubleStream.of(Math.abs(i.low()), Math.abs(i.high())))
            .max()
            .orElse(0);
    int before = largest > 1 ? (int) Math.floor(Math.log10(largest)) + 1 : 0;
    int decimals = Math.min(MOST_DECIMALS, SIGNIFICANT - before);
    return new MetricScale(Math.pow(10, decimals), Math.max(0, Math.min(MOST_SHOWN, decimals - 2)));
  }

  long integer(double value) {
    return Math.round(value * scale);
  }

  long[] means(List<Interval> intervals) {
    return intervals.stream().mapToLong(i -> integer(i.mean())).toArray();
  }

  /** How far the lower bounds are below the means. */
  long[] below(List<Interval> intervals) {
    return intervals.stream().mapToLong(i -> integer(i.mean()) - integer(i.low())).toArray();
  }

  /** How far the upper bounds are above the means. */
  long[] above(List<Interval> intervals) {
    return intervals.stream().mapToLong(i -> integer(i.high()) - integer(i.mean())).toArray();
  }
}
