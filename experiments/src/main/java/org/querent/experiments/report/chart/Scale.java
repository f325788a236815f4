package org.querent.experiments.report.chart;

import java.util.List;

/**
 * An axis.
 *
 * @param title what it counts; may be empty
 * @param domain what part of the numbers it shows
 * @param ticks how many ticks are wanted; those there are stand at round numbers
 * @param digits how its numbers are told
 * @param grid whether lines across the figure go out from its ticks
 * @param line whether the axis itself is drawn
 */
public record Scale(
    String title, Domain domain, int ticks, Digits digits, boolean grid, boolean line) {
  /** Where the ticks stand, and what they say. */
  public List<Ticks.Tick> at() {
    return Ticks.of(domain, ticks, digits.isPercent());
  }
}
