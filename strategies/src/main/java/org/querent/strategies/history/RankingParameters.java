package org.querent.strategies.history;

import org.querent.core.settings.Setting;
import org.querent.strategies.selection.Selection;

/**
 * How a batch is chosen from the scores of items: {@code top}, or {@code stochastic}. An answer
 * that is only taken for granted has no value to be counted, so there is no greedy choice.
 */
public record RankingParameters(
    @Setting("how a batch is chosen from the scores: top or stochastic") Selection selection,
    @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
        double power) {

  static final RankingParameters DEFAULTS = new RankingParameters(Selection.TOP, 1);

  /**
   * Refuses greedy selection.
   *
   * @throws IllegalArgumentException if selection is greedy
   */
  public RankingParameters {
    requireChoice(selection);
  }

  static void requireChoice(Selection selection) {
    if (selection == Selection.GREEDY) {
      throw new IllegalArgumentException(
          "greedy selection takes answers for granted, whose values are counted here; use top or"
              + " stochastic");
    }
  }
}
