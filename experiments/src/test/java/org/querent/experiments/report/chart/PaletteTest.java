package org.querent.experiments.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
  private static List<Ink> styles(int strategies, String baseline) {
    List<String> names = IntStream.range(0, strategies).mapToObj(i -> "s" + i).toList();
    return Palette.inks(names, Optional.ofNullable(baseline));
  }

  @Test
  void thirty_five_strategies_and_a_baseline_are_drawn_differently() {
    assertEquals(36, Set.copyOf(styles(36, "s4")).size());
  }

  @Test
  void up_to_seven_strategies_and_a_baseline_are_solid() {
    assertTrue(styles(8, "s0").stream().allMatch(ink -> ink.dash().isEmpty()));
    assertFalse(styles(9, "s0").get(8).dash().isEmpty());
  }

  @Test
  void the_baseline_takes_no_style_from_the_others() {
    List<Ink> without = styles(5, null);
    List<Ink> with = styles(6, "s2");
    assertEquals(without.subList(0, 2), with.subList(0, 2));
    assertEquals(without.subList(2, 5), with.subList(3, 6));
  }

  /** WCAG 2.2, success criterion 1.4.11: graphics need a contrast of 3 to 1. */
  @Test
  void every_colour_contrasts_with_its_paper() {
    for (Ink style : styles(8, "s0")) {
      assertTrue(1.05 / (luminance(style.light()) + 0.05) >= 3, style.light());
      assertTrue((luminance(style.dark()) + 0.05) / 0.05 >= 3, style.dark());
    }
  }

  private static double luminance(String colour) {
    float[] rgb = Color.decode(colour).getRGBColorComponents(null);
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
