package org.querent.experiments.run;

import java.io.Serializable;

/**
 * A run that its query strategy ended before its time.
 *
 * @param run the name of the run's folder
 * @param message what happened, on one line
 */
public record FailedRun(String run, String message) implements Serializable {
  static FailedRun of(RunId id, String strategy, String message) {
    String run = id.folderName();
    return new FailedRun(
        run, "the run %s of the strategy %s failed: %s".formatted(run, strategy, message));
  }
}
