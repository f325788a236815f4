package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * How each strategy is drawn, the same in every figure.
 *
 * <p>The colours are those of Okabe and Ito (Color Universal Design, 2008), which colour-blind
 * readers can tell apart; on white, the pale ones are darkened until they contrast with the paper.
 * The dash pattern says the same again without colour. The baseline is grey.
 */
final class Palette {
  private static final List<String> ON_WHITE =
      List.of("#0072b2", "#d55e00", "#008a63", "#b8559a", "#b07800", "#2f8fc4", "#333333");
  private static final List<String> ON_BLACK =
      List.of("#4aa8e0", "#f0803c", "#2bc295", "#dc8fbb", "#e6b03c", "#8fd0f5", "#e6e6e6");
  private static final List<List<Integer>> DASHES =
      List.of(List.of(), List.of(8, 3), List.of(2, 3), List.of(9, 3, 2, 3), List.of(14, 4));

  private Palette() {}

  /**
   * A style of a line.
   *
   * @param light the colour on white, {@code #rrggbb}
   * @param dark the colour on black
   * @param dash lengths drawn and left out in turn, in points; empty for a solid line
   */
  record Style(String light, String dark, List<Integer> dash) {}

  static List<Style> styles(List<StrategyCurve> curves, Optional<String> baseline) {
    List<Style> styles = new ArrayList<>();
    int next = 0;
    for (StrategyCurve curve : curves) {
      boolean grey = baseline.isPresent() && baseline.get().equals(curve.strategy());
      styles.add(grey ? new Style("#6b6f76", "#a4a9b1", List.of(5, 4)) : style(next++));
    }
    return styles;
  }

  // Seven colours and five patterns share no factor: 35 styles before one comes again.
  private static Style style(int i) {
    return new Style(
        ON_WHITE.get(i % ON_WHITE.size()),
        ON_BLACK.get(i % ON_BLACK.size()),
        DASHES.get(i % DASHES.size()));
  }
}
