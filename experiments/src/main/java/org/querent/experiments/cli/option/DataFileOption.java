package org.querent.experiments.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.querent.experiments.experiment.DataFiles;
import picocli.CommandLine.Option;

/** The options that say where the files of an experiment are now. */
public final class DataFileOption {
  @Option(
      names = "--data-file",
      paramLabel = "FILE",
      description = "Where the ratings are, if no longer where dataset.path says.")
  private Optional<Path> ratings = Optional.empty();

  @Option(
      names = "--users-file",
      paramLabel = "FILE",
      description = "Where the table of users is, if no longer where dataset.users.path says.")
  private Optional<Path> users = Optional.empty();

  @Option(
      names = "--items-file",
      paramLabel = "FILE",
      description = "Where the table of items is, if no longer where dataset.items.path says.")
  private Optional<Path> items = Optional.empty();

  @Option(
      names = "--costs-file",
      paramLabel = "FILE",
      description = "Where the costs are, if no longer where queries.costs says.")
  private Optional<Path> costs = Optional.empty();

  @Option(
      names = "--consumption-file",
      paramLabel = "FILE",
      description =
          "Where the log of who has consumed what is, if no longer where the field consumption"
              + " says; if there are several, the one of that name.")
  private Optional<Path> log = Optional.empty();

  /** The files that were named. */
  public DataFiles files() {
    return new DataFiles(ratings, users, items, costs, log);
  }
}
