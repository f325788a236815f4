package org.querent.strategies.selection;

import org.querent.core.settings.Setting;

/**
 * How a batch is chosen: the parameters of strategies that have no others.
 *
 * @param selection what is done with the scores
 * @param power the exponent of a score, where batches are drawn
 */
public record BatchParameters(
    @Setting("how a batch is chosen from the scores") Selection selection,
    @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
        double power) {
  /** A way to choose so, for one run. */
  public BatchSelector newSelector() {
    return new BatchSelector(selection, power);
  }
}
