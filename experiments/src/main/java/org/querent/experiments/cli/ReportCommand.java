package org.querent.experiments.cli;

import java.nio.file.Path;
import org.querent.experiments.run.Experiment;
import org.querent.experiments.statistics.IntervalMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = "Writes the report of a run folder again.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "FOLDER", description = "A run folder.")
  private Path folder;

  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      defaultValue = "student",
      description =
          "How 95 %% intervals over seeds are computed: student or bootstrap (default:"
              + " ${DEFAULT-VALUE}).")
  private IntervalMethod interval;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    plugins.injector().getInstance(Experiment.class).report(folder, interval);
    spec.commandLine().getOut().println(folder.resolve("report.html"));
    spec.commandLine().getOut().flush();
  }
}
