package org.querent.experiments.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A complete run as it was sealed.
 *
 * @param data the SHA-256 of what it was played on; empty where an earlier version did not tell
 * @param details empty where an earlier version wrote none
 */
public record CompleteRun(RunCurve curve, Optional<String> data, Optional<RunDetails> details) {
  /**
   * Reads a run.
   *
   * @param run its folder
   * @throws RunSeal.BrokenException if a file of it is not as it was sealed
   * @throws org.querent.experiments.ExperimentException if its curve cannot be read all the same
   */
  public static CompleteRun read(Path run, RunId id, ExpectedRun expected, List<String> metrics)
      throws IOException {
    RunSeal seal = RunSeal.read(run);
    seal.require(run, expected);
    Path file = run.resolve(RunLog.CURVE);
    RunCurve curve = RunCurve.complete(file, seal.bytes(run, RunLog.CURVE), id, metrics);
    Optional<RunDetails> details = Optional.empty();
    if (seal.files().containsKey(RunDetails.NAME)) {
      details = Optional.of(RunDetails.of(seal.bytes(run, RunDetails.NAME)));
    }
    return new CompleteRun(curve, seal.origin().map(RunOrigin::data), details);
  }

  RunId id() {
    return curve.id();
  }
}
