package org.querent.experiments.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of an experiment are now, if they are not where it says.
 *
 * @param ratings in the place of {@code dataset.path}
 * @param costs in the place of {@code queries.costs}
 */
public record DataFiles(Optional<Path> ratings, Optional<Path> costs) {
  /** All are where the experiment says. */
  public static final DataFiles AS_WRITTEN = new DataFiles(Optional.empty(), Optional.empty());
}
