package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.querent.experiments.run.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Checks an experiment and prints it with every default filled in.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Runnable {
  @Parameters(paramLabel = "EXPERIMENT", description = "The experiment's YAML file.")
  private Path file;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Experiment.Plan plan = plugins.injector().getInstance(Experiment.class).plan(file);
    PrintWriter out = spec.commandLine().getOut();
    out.println("# " + RunCommand.headline(plan));
    out.print(plan.resolved());
    out.flush();
  }
}
