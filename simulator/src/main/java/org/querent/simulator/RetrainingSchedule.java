package org.querent.simulator;

import org.querent.core.model.FactorizationMachine;

/**
 * How a model follows the answers.
 *
 * @param sweeps passes of coordinate ascent after each batch, from the present posterior on
 * @param fullRefitEvery queries between two fits from scratch; 0 for never. A warm start cannot
 *     leave the mode it is in: with few ratings the factors rightly collapse to zero, and only a
 *     fresh start lets them grow once there is evidence for them
 */
public record RetrainingSchedule(int sweeps, int fullRefitEvery) {
  /** Retrains a model whose number of answered queries has grown from {@code before}. */
  void retrain(FactorizationMachine model, int before, int now) {
    if (fullRefitEvery > 0 && now / fullRefitEvery > before / fullRefitEvery) {
      model.fit();
    } else {
      model.update(sweeps);
    }
  }
}
