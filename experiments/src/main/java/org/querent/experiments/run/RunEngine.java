package org.querent.experiments.run;

import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.folder.FailedRun;

/** Where the runs of an experiment are played; what they write is the same everywhere. */
public interface RunEngine {
  /**
   * What became of the runs of an experiment; all others are complete.
   *
   * @param failed those that a strategy ended, in the order of the experiment
   * @param elsewhere the number of those that another process plays
   */
  record Results(List<FailedRun> failed, int elsewhere) {
    /** Copies the list. */
    public Results {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Plays all runs that are not complete yet.
   *
   * @param plan the experiment
   * @param folder the run folder; complete runs found there are kept
   * @param options how they are played
   * @param waiting whether to wait for runs that another process plays, and to play on what it
   *     leaves
   * @param progress hears how far it is
   * @throws org.querent.experiments.ExperimentException if anything but a strategy fails; the runs
   *     that were complete stay
   */
  Results play(Plan plan, Path folder, RunOptions options, boolean waiting, Progress progress);
}
