package org.querent.experiments.cli;

import java.nio.file.Path;
import org.querent.experiments.run.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = "Writes the report of a run folder again.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "FOLDER", description = "A run folder.")
  private Path folder;

  @Mixin private WatchOption watch;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Experiment experiment = plugins.injector().getInstance(Experiment.class);
    if (watch.isGiven()) {
      watch.serve(experiment.watch(folder), spec.commandLine());
      return;
    }
    experiment.report(folder);
    spec.commandLine().getOut().println(folder.resolve("report.html"));
    spec.commandLine().getOut().flush();
  }
}
