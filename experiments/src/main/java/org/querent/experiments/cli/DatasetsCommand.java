package org.querent.experiments.cli;

import java.io.PrintWriter;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.experiments.cli.option.DataOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "datasets",
    description = "Lists the known data sets and where they are looked for.",
    mixinStandardHelpOptions = true,
    subcommands = FetchCommand.class)
final class DatasetsCommand implements Runnable {
  @Mixin private DataOption data;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (DatasetCatalog.Entry entry : data.injector().getInstance(DatasetCatalog.class).entries()) {
      out.println(entry.name());
      out.println("    " + entry.description());
      out.println("    " + entry.location());
    }
  }
}
