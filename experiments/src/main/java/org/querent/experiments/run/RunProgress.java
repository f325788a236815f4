package org.querent.experiments.run;

/**
 * Counts what is asked in one run, so that what does not come to its end can be taken out of what
 * an experiment has before it. Not thread-safe.
 */
final class RunProgress {
  private final Progress experiment;
  private long kept;
  private long asked;

  RunProgress(Progress experiment) {
    this.experiment = experiment;
  }

  /** The run goes on after so many queries. */
  void goesOn(long queries) {
    kept += queries;
    experiment.kept(queries);
  }

  /** A query was asked. */
  void asked() {
    asked++;
    experiment.asked(1);
  }

  /** The run is begun anew. */
  void begunAnew() {
    experiment.kept(-kept);
    experiment.asked(-asked);
    kept = 0;
    asked = 0;
  }

  /** The run has failed, though it was to ask so many queries. */
  void failed(long planned) {
    experiment.spared(Math.max(0, planned - kept - asked));
  }
}
