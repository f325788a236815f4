package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.experiment.StrategyYaml;
import org.querent.experiments.learner.EvaluatorYaml;
import org.querent.experiments.stopping.StoppingYaml;
import org.querent.experiments.yaml.SettingHelp;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.LearnerRegistry;
import org.querent.simulator.stopping.StoppingRegistry;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.StrategyRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "strategies",
    description = "Lists the query strategies with their parameters, or explains one of them.",
    mixinStandardHelpOptions = true)
final class StrategiesCommand implements Runnable {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The strategy, or learner, to explain, with its formula and source.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--rules", description = "List the stopping rules instead.")
  private boolean rules;

  @Option(names = "--learners", description = "List the learners that judge instead.")
  private boolean learners;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Injector injector = plugins.injector();
    StrategyRegistry registry = injector.getInstance(StrategyRegistry.class);
    StrategyYaml yaml = injector.getInstance(StrategyYaml.class);
    if (rules) {
      StoppingYaml written = injector.getInstance(StoppingYaml.class);
      injector
          .getInstance(StoppingRegistry.class)
          .providers()
          .forEach(rule -> list(rule.name(), rule.description(), written.help(rule), out));
    } else if (learners) {
      listLearners(injector, out);
    } else if (name.isPresent()) {
      explain(find(name.get(), registry, yaml), yaml, out);
    } else {
      registry.providers().forEach(provider -> list(provider, yaml, out));
    }
    out.flush();
  }

  /** All learners, or the one that is named with its formula and source. */
  private void listLearners(Injector injector, PrintWriter out) {
    LearnerRegistry known = injector.getInstance(LearnerRegistry.class);
    if (name.isEmpty()) {
      known.providers().forEach(learner -> list(learner, out));
      return;
    }
    LearnerProvider<?> learner =
        known
            .find(name.get())
            .orElseThrow(
                () ->
                    new StrategyException(
                        "there is no learner "
                            + injector.getInstance(EvaluatorYaml.class).unknown(name.get())));
    list(learner, out);
    learner.formula().ifPresent(text -> section("formula", text, out));
    learner.source().ifPresent(text -> section("source", text, out));
  }

  private static void list(LearnerProvider<?> learner, PrintWriter out) {
    list(learner.name(), learner.description(), EvaluatorYaml.help(learner), out);
  }

  private static StrategyProvider<?> find(
      String name, StrategyRegistry registry, StrategyYaml yaml) {
    return registry
        .find(name)
        .orElseThrow(() -> new StrategyException("there is no strategy " + yaml.unknown(name)));
  }

  private static void list(StrategyProvider<?> provider, StrategyYaml yaml, PrintWriter out) {
    list(provider.name(), provider.description(), yaml.help(provider), out);
  }

  private static void list(
      String name, String description, List<SettingHelp> parameters, PrintWriter out) {
    out.println(name);
    out.println("    " + description);
    for (SettingHelp help : parameters) {
      out.println(String.format(Locale.ROOT, "    %s: %s", help.key(), help.standard()));
      out.println(String.format(Locale.ROOT, "        %s; %s", help.meaning(), help.allowed()));
    }
  }

  private static void explain(StrategyProvider<?> provider, StrategyYaml yaml, PrintWriter out) {
    list(provider, yaml, out);
    provider.formula().ifPresent(text -> section("formula", text, out));
    provider.source().ifPresent(text -> section("source", text, out));
  }

  private static void section(String title, String text, PrintWriter out) {
    out.println();
    out.println("    " + title);
    text.lines().forEach(line -> out.println("        " + line));
  }
}
