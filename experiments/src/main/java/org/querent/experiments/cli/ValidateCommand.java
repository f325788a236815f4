package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.querent.core.Counted;
import org.querent.experiments.cli.option.ExperimentOption;
import org.querent.experiments.cli.option.PlayOption;
import org.querent.experiments.run.Estimate;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Checks an experiment and prints it with every default filled in.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Runnable {
  @Mixin private ExperimentOption experiments;

  @Option(
      names = "--estimate",
      description = {
        "Also play each strategy for a moment, and tell about how long the experiment takes",
        "here and how much memory."
      })
  private boolean estimated;

  @Mixin private PlayOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Planner planner = plugins.injector().getInstance(Planner.class);
    String separator = "";
    List<Plan> plans = experiments.plans(planner);
    for (Plan plan : plans) {
      plan.warnings().forEach(it -> spec.commandLine().getErr().println("querent: " + it));
      out.print(separator);
      out.println("# " + RunCommand.headline(plan));
      out.print(plan.resolved());
      separator = "---\n";
    }
    out.flush();
    if (estimated) {
      estimate(planner, plans);
    }
  }

  private void estimate(Planner planner, List<Plan> plans) {
    int threads = Runtime.getRuntime().availableProcessors();
    PrintWriter err = spec.commandLine().getErr();
    for (Plan plan : plans) {
      Estimate estimate = planner.estimate(plan, threads);
      err.printf(
          Locale.ROOT,
          "%s takes about %s on %s and %,d MB of heap%n",
          plan.spec().name(),
          duration(estimate.seconds()),
          Counted.of(threads, "core"),
          Math.max(1, estimate.bytes() >> 20));
    }
  }

  private static String duration(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds));
    }
    return seconds < 5_400
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
  }
}
