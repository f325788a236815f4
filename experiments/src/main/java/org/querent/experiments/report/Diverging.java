package org.querent.experiments.report;

import java.awt.Color;
import org.jfree.chart.renderer.PaintScale;

/**
 * Colours from blue over near white to orange, which are as far from white on one side as on the
 * other, and which readers with and without a colour vision deficiency can tell apart (Harrower and
 * Brewer 2003, ColorBrewer.org, The Cartographic Journal 40: the halves of RdBu and PuOr). Values
 * beyond the ends take the colour of the end.
 *
 * @param reach how far from 0 the ends are
 */
record Diverging(double reach) implements PaintScale {
  /** Eighths of the scale, between which colours are interpolated. */
  private static final int[] STOPS = {
    0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfee0b6, 0xfdb863, 0xe08214, 0xb35806
  };

  @Override
  public double getLowerBound() {
    return -reach;
  }

  @Override
  public double getUpperBound() {
    return reach;
  }

  @Override
  public Color getPaint(double value) {
    double share = (Math.max(-reach, Math.min(reach, value)) + reach) / (2 * reach);
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
