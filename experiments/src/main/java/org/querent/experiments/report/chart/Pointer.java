package org.querent.experiments.report.chart;

import java.util.List;

/**
 * What the page tells somebody who points at a figure of lines.
 *
 * @param by whether a point is told of alone, or all lines above one x, with their bands
 * @param before what stands before the x in the caption
 * @param afterOne what stands behind it if it is 1
 * @param after what stands behind any other
 * @param highestFirst the order of the lines
 * @param names of the two axes and of the counts, where a point is told of
 */
public record Pointer(
    By by, String before, String afterOne, String after, boolean highestFirst, List<String> names) {
  /** What is pointed at. */
  public enum By {
    /** All above or below. */
    X,
    /** The nearest point. */
    POINT
  }

  static Pointer ofX(String before, String afterOne, String after, boolean highestFirst) {
    return new Pointer(By.X, before, afterOne, after, highestFirst, List.of());
  }

  static Pointer ofPoints(String x, String y, String counts) {
    return new Pointer(By.POINT, "", "", "", false, List.of(x, y, counts));
  }
}
