package org.querent.experiments.report.chart;

import java.util.List;

/**
 * How something is coloured.
 *
 * @param light the colour on white, {@code #rrggbb}
 * @param dark the colour on black
 * @param dash lengths of a line that are drawn and left out in turn; empty for a solid line
 */
public record Ink(String light, String dark, List<Integer> dash) {
  /** Copies the list. */
  public Ink {
    dash = List.copyOf(dash);
  }

  Ink(String light, String dark) {
    this(light, dark, List.of());
  }
}
