package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.querent.experiments.across.ExperimentGroup;
import org.querent.experiments.cli.option.PluginOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    description = {
      "Says what two run folders differ in: settings, data, versions, runs, and results with",
      "tests. Differences are no error."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "A", description = "A run folder.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private Path second;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter err = spec.commandLine().getErr();
    String text =
        plugins
            .injector()
            .getInstance(ExperimentGroup.class)
            .compare(first, second, note -> err.println("querent: " + note));
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
