package org.querent.experiments.report.chart;

import java.util.stream.DoubleStream;

/**
 * What part of the numbers an axis shows.
 *
 * @param low its lower end
 * @param high its upper end, above the lower one
 * @param logarithmic whether equal lengths are equal ratios; both ends are positive then
 * @param margin how much is left free beyond what is drawn, as a part of its range, where the axis
 *     follows what is drawn; 0 where the ends are fixed
 */
public record Domain(double low, double high, boolean logarithmic, double margin) {
  private static final double ROOM = 0.04;

  /** An axis with these ends, whatever is drawn. */
  static Domain fixed(double low, double high) {
    return new Domain(low, high > low ? high : low + 1, false, 0);
  }

  /** From 0 to the end of the step, of some n, that holds all values. */
  static Domain fromZero(double high, int n) {
    double step = Ticks.step(0, high > 0 ? high : 1, n);
    return fixed(0, Math.max(1, Math.ceil(high / step - 1e-9)) * step);
  }

  /** An axis that holds all values, with some room beyond them. */
  public static Domain around(DoubleStream values) {
    double[] ends = values.collect(Domain::nothing, Domain::add, Domain::addAll);
    if (ends[0] > ends[1]) {
      return new Domain(0, 1, false, ROOM);
    }
    double range = ends[1] - ends[0];
    double room = ROOM * (range > 0 ? range : ends[1] != 0 ? Math.abs(ends[1]) : 1);
    return new Domain(ends[0] - room, ends[1] + room, false, ROOM);
  }

  private static double[] nothing() {
    return new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
  }

  private static void add(double[] ends, double value) {
    ends[0] = Math.min(ends[0], value);
    ends[1] = Math.max(ends[1], value);
  }

  private static void addAll(double[] ends, double[] others) {
    add(ends, others[0]);
    add(ends, others[1]);
  }

  /** How far from the lower end a value is, as a part of the axis. */
  public double part(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Whether the axis has a place for a value, be it beyond its ends. */
  public boolean canShow(double value) {
    return !logarithmic || value > 0;
  }
}
