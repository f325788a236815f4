package org.querent.experiments.report.chart;

import java.util.List;

/**
 * A figure of horizontal bars, one below the other, each in parts.
 *
 * @param x the axis of their lengths
 * @param parts in their order
 * @param bars from the top
 * @param unit of the lengths, for the caption of what the pointer is told
 */
public record BarChart(
    String name,
    String title,
    String subtitle,
    Scale x,
    List<Part> parts,
    List<Bar> bars,
    String unit)
    implements Figure {
  /** A part of every bar: what it stands for, and how it is coloured. */
  public record Part(String name, Ink ink) {}

  /** A bar: whose it is, and how long its parts are. */
  public record Bar(Series series, List<Double> lengths) {
    /** How long it is. */
    public double length() {
      return lengths.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  @Override
  public List<String> titles() {
    return bars.stream().map(bar -> bar.series().title()).toList();
  }

  @Override
  public String marks() {
    return "Bars";
  }
}
