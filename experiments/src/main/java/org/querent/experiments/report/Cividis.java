package org.querent.experiments.report;

import java.awt.Color;
import org.jfree.chart.renderer.PaintScale;

/**
 * Colours from dark blue over grey to yellow whose lightness rises evenly and which readers with
 * and without a colour vision deficiency see nearly alike (Nuñez, Anderton and Renslow 2018,
 * Optimizing colormaps with consideration for color vision deficiency to enable accurate
 * interpretation of scientific data, PLOS ONE 13). Values beyond the ends take the colour of the
 * end.
 *
 * @param low the value that is dark blue
 * @param high the value that is yellow
 */
record Cividis(double low, double high) implements PaintScale {
  /** Ninths of the scale, between which colours are interpolated. */
  private static final int[] STOPS = {
    0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55,
    0xfee838
  };

  @Override
  public double getLowerBound() {
    return low;
  }

  @Override
  public double getUpperBound() {
    return high;
  }

  @Override
  public Color getPaint(double value) {
    double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
    double position = share * (STOPS.length - 1);
    int stop = Math.min((int) position, STOPS.length - 2);
    Color from = new Color(STOPS[stop]);
    Color to = new Color(STOPS[stop + 1]);
    double weight = position - stop;
    return new Color(
        mixed(from.getRed(), to.getRed(), weight),
        mixed(from.getGreen(), to.getGreen(), weight),
        mixed(from.getBlue(), to.getBlue(), weight));
  }

  private static int mixed(int from, int to, double weight) {
    return (int) Math.round(from + weight * (to - from));
  }
}
