package org.querent.experiments.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How each strategy is drawn, the same in every figure.
 *
 * <p>The colours are those of Okabe and Ito (Color Universal Design, 2008), which colour-blind
 * readers can tell apart; on white, the pale ones are darkened until they contrast with the paper.
 * Solid lines are seen best, and the ends of lines have names, so that dashes only tell apart those
 * beyond the seventh, which share a colour. The baseline is grey.
 */
final class Palette {
  private static final List<String> ON_WHITE =
      List.of("#0072b2", "#d55e00", "#008a63", "#b8559a", "#b07800", "#2f8fc4", "#333333");
  private static final List<String> ON_BLACK =
      List.of("#4aa8e0", "#f0803c", "#2bc295", "#dc8fbb", "#e6b03c", "#8fd0f5", "#e6e6e6");
  private static final List<List<Integer>> DASHES =
      List.of(List.of(), List.of(8, 3), List.of(2, 3), List.of(9, 3, 2, 3), List.of(14, 4));

  private Palette() {}

  static List<Ink> inks(List<String> names, Optional<String> baseline) {
    List<Ink> inks = new ArrayList<>();
    int next = 0;
    for (String name : names) {
      boolean grey = baseline.isPresent() && baseline.get().equals(name);
      inks.add(grey ? new Ink("#6b6f76", "#a4a9b1") : ink(next++));
    }
    return inks;
  }

  private static Ink ink(int i) {
    return new Ink(
        ON_WHITE.get(i % ON_WHITE.size()),
        ON_BLACK.get(i % ON_BLACK.size()),
        DASHES.get(i / ON_WHITE.size() % DASHES.size()));
  }
}
