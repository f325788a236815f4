package org.querent.experiments.cli;

import java.io.PrintWriter;
import org.querent.experiments.run.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Checks an experiment and prints it with every default filled in.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Runnable {
  @Mixin private ExperimentOption experiments;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment = plugins.injector().getInstance(Experiment.class);
    String separator = "";
    for (Experiment.Plan plan : experiments.plans(experiment)) {
      out.print(separator);
      out.println("# " + RunCommand.headline(plan));
      out.print(plan.resolved());
      separator = "---\n";
    }
    out.flush();
  }
}
