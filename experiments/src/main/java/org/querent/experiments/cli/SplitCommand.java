package org.querent.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.SplitWriter;
import org.querent.experiments.Destination;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.cli.option.ExperimentOption;
import org.querent.experiments.cli.option.PlayOption;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Planner;
import org.querent.experiments.yaml.YamlText;
import org.querent.simulator.Simulator;
import org.querent.simulator.split.DataSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "split",
    description = {
      "Writes the split of an experiment and a seed as test.csv, initial.csv and pool.csv, and prints",
      "the lines of an experiment that read them."
    },
    mixinStandardHelpOptions = true)
final class SplitCommand implements Runnable {
  @Mixin private ExperimentOption experiments;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of which repetition; by default the first of the experiment.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "split",
      description = "Where the files are written (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private PlayOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Destination.requireFolder(out);
    List<Plan> plans = experiments.plans(plugins.injector().getInstance(Planner.class));
    if (plans.size() > 1) {
      throw new ExperimentException(
          "the file is "
              + plans.size()
              + " experiments; name the values of its grids with --set, as in --set model.factors=2");
    }
    Plan plan = plans.get(0);
    long which = seed.orElseGet(() -> plan.spec().seeds().get(0));
    if (!plan.spec().seeds().contains(which) && plan.spec().dataset().hasFolds()) {
      throw new ExperimentException(
          "--seed: found " + which + ", allowed the number of a fold: " + plan.spec().seeds());
    }
    DataSplit split = Simulator.split(plan.dataset(), plan.simulation(), which);
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("test", write("test.csv", split.test()));
    files.put("initial", write("initial.csv", split.initial()));
    files.put("pool", write("pool.csv", split.pool()));
    PrintWriter print = spec.commandLine().getOut();
    print.println("# of the seed " + which + ", on " + plan.describeData());
    print.print(YamlText.of(Map.of("split", files)));
    print.flush();
  }

  private String write(String name, Ratings part) {
    Path file = out.resolve(name);
    try {
      Files.createDirectories(out);
      SplitWriter.write(file, part);
    } catch (IOException e) {
      throw ExperimentException.unwritten(file, e);
    }
    return file.toAbsolutePath().normalize().toString();
  }
}
