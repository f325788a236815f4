package org.querent.experiments.report.chart;

/**
 * A line of a strategy, with a band around it where that is known. All arrays but empty ones are as
 * long as {@code x}, and nobody changes them.
 *
 * @param series whose it is
 * @param x where its points are, rising
 * @param y how high they are
 * @param low the lower ends of the band; empty without a band
 * @param high its upper ends
 * @param radii of the marks at its points; empty without marks, but a line of one point has one
 * @param counts how many measurements its points stand for; empty where nobody is told
 */
public record Line(
    Series series,
    double[] x,
    double[] y,
    double[] low,
    double[] high,
    double[] radii,
    double[] counts) {
  /** Whether there is a band. */
  public boolean hasBand() {
    return low.length > 0;
  }

  /** This line without its band. */
  Line withoutBand() {
    return new Line(series, x, y, new double[0], new double[0], radii, counts);
  }
}
