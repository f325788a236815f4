package org.querent.experiments.report.chart;

import java.util.List;

/**
 * A figure of lines over two axes.
 *
 * @param bandOpacity of the bands on white paper
 * @param square whether both axes are as long
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
    boolean square,
    Pointer pointer)
    implements Figure {
  @Override
  public List<String> titles() {
    return lines.stream().map(line -> line.series().title()).toList();
  }

  @Override
  public String marks() {
    return "Lines";
  }
}
