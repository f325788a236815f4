package org.querent.experiments.report.chart;

import java.util.List;

/**
 * Colours of ratios: from blue for small ones over nearly that of the paper for 1 to orange for
 * large ones, which readers with and without a colour vision deficiency can tell apart. Half as
 * much is as far from the middle as twice as much. The ends are pale enough to write on.
 *
 * @param reach the powers of two at the ends; beyond them, the colour is that of the end
 * @param light the colours at the lower end, in the middle and at the upper end, on white
 * @param dark the same on black
 * @param labels of the ratios at whole powers of two, from the lower end
 */
public record Colours(int reach, List<String> light, List<String> dark, List<String> labels) {
  static final Colours OF_RATIOS =
      new Colours(
          2,
          List.of("#80b9d9", "#f3f4f5", "#dca780"),
          List.of("#30607d", "#23262b", "#834c2b"),
          List.of("¼ or less", "½", "1", "2", "4 or more"));

  /** How far a ratio is from the lower end, as a part of the scale. */
  public double part(double ratio) {
    double power = Math.log(ratio) / Math.log(2);
    return (Math.max(-reach, Math.min(reach, power)) + reach) / (2 * reach);
  }
}
