package org.querent.experiments.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the files of an experiment are now, if they are not where it says.
 *
 * @param ratings in the place of {@code dataset.path}
 * @param users in the place of {@code dataset.users.path}
 * @param items in the place of {@code dataset.items.path}
 * @param costs in the place of {@code queries.costs}
 * @param log in the place of the path of the field consumption; of several logs, of the one with
 *     the same name
 */
public record DataFiles(
    Optional<Path> ratings,
    Optional<Path> users,
    Optional<Path> items,
    Optional<Path> costs,
    Optional<Path> log) {
  /** All are where the experiment says. */
  public static final DataFiles AS_WRITTEN =
      new DataFiles(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Says that a file is not there.
   *
   * @param option tells where it is
   * @return empty if it is there
   */
  public static Optional<String> missing(Path file, String option) {
    return Files.exists(file)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s is not there; if it was moved, %s tells where it is now",
                file,
                option));
  }
}
