package org.querent.experiments.run;

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
record ExpectedRun(RunOrigin origin, OptionalInt queries) {
  static ExpectedRun of(ExperimentSpec spec, RunOrigin origin) {
    return new ExpectedRun(
        origin,
        spec.settings().protocol() == Protocol.POOL
            ? OptionalInt.of(spec.settings().queries().budget())
            : OptionalInt.empty());
  }
}
