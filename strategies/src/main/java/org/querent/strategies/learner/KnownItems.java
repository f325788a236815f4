package org.querent.strategies.learner;

import org.querent.core.features.Consumption;
import org.querent.core.features.ItemRows;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.PairShift;
import org.querent.core.posterior.Posterior;

/**
 * What it tells of a newcomer's taste that they know the item whose rating is predicted: whoever
 * rates an item has chosen it. The numbers that the prior mean of their row is regressed on are
 * expected ones as long as it is not known what they have consumed; of what they would rate, one
 * thing is known, so that a prediction about item j is made with the row moved by
 *
 * <pre>
 *   S A C^T (E[phi | answers, refusals, j is known] - E[phi | answers, refusals])
 * </pre>
 *
 * to first order. Without it the model would predict what people think of an item who come upon it
 * by chance, and be wrong about all who rate it. Immutable and thread-safe; {@code items (1 + k)}
 * numbers.
 */
final class KnownItems implements PairShift {
  private final int row;
  private final ItemRows rows;
  private final GaussianRows items;
  private final int width;

  /** By how much the row moves, by item. */
  private final double[] moves;

  /**
   * About one newcomer, as much as is known of them now. Cost: O(items k (k + p)), with p numbers.
   *
   * @param row that of the newcomer
   * @param posterior what is known, whose items are read whenever a pair is
   */
  KnownItems(
      int row,
      int user,
      Posterior posterior,
      Consumption consumption,
      KnownExposure exposure,
      ItemRows rows) {
    this.row = row;
    this.rows = rows;
    items = posterior.standardised().items();
    width = posterior.factors() + 1;
    double[] probabilities = exposure.consumed(user);
    double[] response = posterior.userResponse(row);
    double[] weights = consumption.slopes(probabilities, response, width);
    moves = exposure.factors(user).lessons(probabilities, weights, width);
  }

  @Override
  public double of(int user, int item) {
    if (user != row) {
      return 0;
    }
    int at = rows.itemOf(item) * width;
    double shift = moves[at];
    for (int a = 1; a < width; a++) {
      shift += moves[at + a] * items.factorMean(item, a - 1);
    }
    return shift;
  }
}
