package org.querent.experiments.folder;

import java.util.OptionalInt;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.simulator.spec.Protocol;

/**
 * What a complete run should be.
 *
 * @param origin what it should be of
 * @param queries how many it should have asked, as far as that can be told without the data; a seal
 *     that tells what it is of tells that itself
 */
public record ExpectedRun(RunOrigin origin, OptionalInt queries) {
  /**
   * A run of an experiment.
   *
   * @param origin what it should be of
   */
  public static ExpectedRun of(ExperimentSpec spec, RunOrigin origin) {
    return new ExpectedRun(
        origin,
        spec.settings().protocol() == Protocol.POOL
            ? OptionalInt.of(spec.settings().queries().budget())
            : OptionalInt.empty());
  }
}
