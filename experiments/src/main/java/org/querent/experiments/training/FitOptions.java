package org.querent.experiments.training;

import org.querent.core.settings.Setting;
import org.querent.core.spec.EngineKind;

/**
 * How one model is fitted on one data set, beside what it is and how it is optimised.
 *
 * @param threads does not change any result
 * @param snapshotEvery does not change any result
 */
public record FitOptions(
    @Setting("how the ratings are parted; time holds the latest out") Split split,
    @Setting(value = "part of the ratings held out, 0 for none", min = 0, max = 0.999999)
        double test,
    @Setting("seed of the split and of the model") long seed,
    @Setting("what computes the model") EngineKind engine,
    @Setting(value = "threads of the engine cpu", min = 1, max = 1024) int threads,
    @Setting(value = "epochs between two lines with bound and errors", min = 1, max = 100_000)
        int evalEvery,
    @Setting(value = "epochs between two snapshots in the folder of --out", min = 1, max = 100_000)
        int snapshotEvery,
    @Setting(
            value =
                "epochs without a lower RMSE on the part held out after which to stop, 0 for never",
            min = 0,
            max = 100_000)
        int patience) {
  /** How ratings are parted. */
  public enum Split {
    /** Any rating may be held out. */
    RANDOM,
    /** The latest are held out. */
    TIME
  }

  /** What holds where nothing is said: on all cores, never stopped early. */
  public static FitOptions defaults() {
    return new FitOptions(
        Split.RANDOM,
        0.25,
        42,
        EngineKind.CPU,
        Runtime.getRuntime().availableProcessors(),
        1,
        10,
        0);
  }

  /** What holds where nothing is held out, on one thread. */
  public static FitOptions ofAll(long seed) {
    FitOptions usual = defaults();
    return new FitOptions(
        usual.split,
        0,
        seed,
        usual.engine,
        1,
        usual.evalEvery,
        usual.snapshotEvery,
        usual.patience);
  }

  /** These options with another number of threads. */
  public FitOptions withThreads(int other) {
    return new FitOptions(split, test, seed, engine, other, evalEvery, snapshotEvery, patience);
  }
}
