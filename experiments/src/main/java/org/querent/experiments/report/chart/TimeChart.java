package org.querent.experiments.report.chart;

import java.util.List;
import java.util.stream.IntStream;
import org.querent.experiments.report.QueryTimes;

/** Describes what a query took: a bar per strategy, in parts for the phases of a run. */
final class TimeChart {
  private static final int TICKS = 6;

  /** From dark to pale, so that neighbours differ without colour too. */
  private static final List<Ink> SHADES =
      List.of(
          new Ink("#0072b2", "#4aa8e0"),
          new Ink("#e0962a", "#d98a1c"),
          new Ink("#a9c9b5", "#57705f"),
          new Ink("#7a7f87", "#9aa0a8"),
          new Ink("#d3b5cb", "#7d5f76"),
          new Ink("#40454c", "#e6e6e6"));

  private TimeChart() {}

  /**
   * Describes it.
   *
   * @param series the strategies to draw, in this order
   */
  static BarChart of(String title, List<Series> series, QueryTimes times) {
    List<String> phases = times.phases();
    List<BarChart.Bar> bars =
        series.stream()
            .map(one -> new BarChart.Bar(one, times.milliseconds().get(one.name())))
            .toList();
    double longest = bars.stream().mapToDouble(BarChart.Bar::length).max().orElse(0);
    return new BarChart(
        "time",
        title,
        "Mean over all queries and seeds, on the machine that played the runs",
        new Scale(
            "milliseconds per query",
            Domain.fromZero(longest, TICKS),
            TICKS,
            new Digits(4, Digits.Form.SIGNIFICANT),
            true,
            false),
        IntStream.range(0, phases.size())
            .mapToObj(i -> new BarChart.Part(phases.get(i), SHADES.get(i % SHADES.size())))
            .toList(),
        bars,
        "ms per query");
  }
}
