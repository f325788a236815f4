package org.querent.experiments.report.chart;

import java.util.List;

/**
 * A figure of lines over two axes.
 *
 * @param bandOpacity of the bands on white paper
 * @param labelled whether lines are named at their ends, where there is room
 * @param places those beside the lines that mean something
 */
public record LineChart(
    String name,
    String title,
    String subtitle,
    Scale x,
    Scale y,
    List<Rule> rules,
    List<Line> lines,
    double bandOpacity,
    Pointer pointer,
    boolean labelled,
    List<Place> places)
    implements Figure {
  /**
   * A place that means something for a strategy.
   *
   * @param letter what stands there, and in the table that says what it means
   * @param said what it means
   */
  public record Place(Series series, String letter, String said, double x, double y) {}

  /** A figure whose lines are named below it, without places. */
  LineChart(
      String name,
      String title,
      String subtitle,
      Scale x,
      Scale y,
      List<Rule> rules,
      List<Line> lines,
      double bandOpacity,
      Pointer pointer) {
    this(name, title, subtitle, x, y, rules, lines, bandOpacity, pointer, false, List.of());
  }

  /** This figure with other lines. */
  LineChart with(List<Line> others) {
    return new LineChart(
        name, title, subtitle, x, y, rules, others, bandOpacity, pointer, labelled, places);
  }

  @Override
  public List<String> titles() {
    return lines.stream().map(line -> line.series().title()).toList();
  }

  @Override
  public String marks() {
    return "Lines";
  }
}
