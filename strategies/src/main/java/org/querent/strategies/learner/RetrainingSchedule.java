package org.querent.strategies.learner;

import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.UpdateSettings;

/**
 * How a model follows the answers: by updates from the present posterior on, and by fits from
 * scratch. An update cannot leave the mode it is in: with few ratings the factors rightly collapse
 * to zero, and only a fresh start lets them grow once there is evidence for them.
 *
 * @param sweeps how often an update visits what it reaches
 * @param neighbours how far an update goes from the rows of the answers
 * @param tolerance how much the predictions of a row must move for its neighbours to be reached, in
 *     quarters of the scale
 * @param fullRefitEvery queries between two fits from scratch; 0 for never
 */
public record RetrainingSchedule(
    @Setting(value = "visits of every row that an update reaches", min = 1, max = 100_000)
        int sweeps,
    @Setting("which rows an update reaches beside those of the answers") Neighbours neighbours,
    @Setting(
            value =
                "quarters of the scale by which a row's predictions must move for its neighbours to be reached",
            min = 0,
            max = 100)
        double tolerance,
    @Setting(value = "queries between two fits from scratch, 0 for never", min = 0)
        int fullRefitEvery)
    implements Following {
  /** What holds where an experiment says nothing. */
  public static final RetrainingSchedule DEFAULTS =
      new RetrainingSchedule(1, Neighbours.ONE_HOP, 0.01, 1000);

  @Override
  public RowChanges follow(Knowledge knowledge) {
    return knowledge.retrain(this);
  }

  /**
   * Retrains a model.
   *
   * @param before how many questions had been asked when it was retrained last
   * @param now how many have been asked
   * @return the rows that have moved
   */
  RowChanges retrain(FactorizationMachine model, int before, int now) {
    if (fullRefitEvery > 0 && now / fullRefitEvery > before / fullRefitEvery) {
      model.fit();
      return RowChanges.EVERYTHING;
    }
    return model.update(new UpdateSettings(sweeps, neighbours, tolerance));
  }
}
