package org.querent.experiments.cli;

import java.io.PrintWriter;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.experiment.ExperimentSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "schema",
    description = "Prints the JSON Schema of experiments, with which editors complete and check.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {
  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(plugins.injector().getInstance(ExperimentSchema.class).schema().toPrettyString());
  }
}
