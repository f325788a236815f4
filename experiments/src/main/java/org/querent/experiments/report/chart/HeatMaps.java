package org.querent.experiments.report.chart;

import java.util.List;

/**
 * A figure of maps of coloured cells, one map for each strategy.
 *
 * @param across what the columns are
 * @param up what the rows are, of which the first is the lowest
 * @param colours what colour a number has
 * @param key what the colours mean
 * @param maps in their order
 */
public record HeatMaps(
    String name,
    String title,
    String subtitle,
    String across,
    String up,
    Colours colours,
    String key,
    List<HeatMap> maps)
    implements Figure {
  /**
   * A map; all of a figure have as many rows and columns.
   *
   * @param cells by row and column; {@code null} for one of which nothing can be said
   */
  public record HeatMap(Series series, Double[][] cells) {}

  @Override
  public List<String> titles() {
    return maps.stream().map(map -> map.series().title()).toList();
  }

  @Override
  public String marks() {
    return "Panels";
  }
}
