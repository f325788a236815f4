package org.querent.simulator.spec;

import org.querent.core.settings.Setting;

/**
 * How the ratings are parted: holdout, known at the start, and the rest, which is the pool.
 *
 * @param test the part of the ratings held out: of all, or of each newcomer's, then at least one
 * @param initial the number of ratings known at the start, where there are no newcomers; where
 *     there are, all ratings of the others are known
 * @param by what decides which rating goes where
 * @param newcomers the part of all users or items that are new, where the protocol has newcomers
 */
public record SplitSettings(
    @Setting(value = "part of the ratings held out for evaluation", min = 1e-6, max = 0.999999)
        double test,
    @Setting(value = "number of ratings known at the start", min = 1) int initial,
    @Setting("what decides which rating goes where: chance, or time, the latest being held out")
        By by,
    @Setting(
            value = "part of all users (items) that are new under cold-start (new-items)",
            min = 1e-6,
            max = 0.999999)
        double newcomers) {
  /** What decides which rating goes where. */
  public enum By {
    /** Chance, anew for every seed. */
    RANDOM,
    /** Time: the first are known, the last are held out, the latest users or items are new. */
    TIME
  }

  /** What holds where an experiment says nothing. */
  public static final SplitSettings DEFAULTS = new SplitSettings(0.25, 2000, By.RANDOM, 0.2);
}
