package org.querent.experiments.cli;

import java.io.PrintWriter;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "strategies",
    description = "Lists the query strategies with their parameters.",
    mixinStandardHelpOptions = true)
final class StrategiesCommand implements Runnable {
  @Mixin private DataOption data;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry registry = data.injector().getInstance(StrategyRegistry.class);
    for (StrategyProvider<?> provider : registry.providers()) {
      out.println(provider.name());
      out.println("    " + provider.description());
      for (SettingHelp help : SettingHelp.describe(provider.defaults())) {
        out.println("    %s: %s".formatted(help.key(), help.standard()));
        out.println("        %s; %s".formatted(help.meaning(), help.allowed()));
      }
    }
    out.flush();
  }
}
