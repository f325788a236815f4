package org.querent.experiments.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The experiments that a command is about. */
public final class ExperimentOption {
  @Parameters(paramLabel = "EXPERIMENT", description = "The experiment's YAML file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "A setting in the place of the file's, such as queries.budget=1000; may be given",
        "several times. The value is YAML: --set 'seeds={grid: [1, 2]}'."
      })
  private List<String> settings = List.of();

  @Mixin private DataFileOption data;

  /**
   * Reads and checks the experiments and loads their data.
   *
   * @throws org.querent.core.UserException if anything is wrong with one
   */
  public List<Plan> plans(Planner planner) {
    return planner.plans(file, settings, data.files());
  }
}
