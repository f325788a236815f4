package org.querent.experiments.run;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.querent.core.archive.Sha256;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.experiment.models.ConsumptionLogs;
import org.querent.experiments.folder.ExpectedRun;
import org.querent.experiments.folder.PlayedBy;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunOrigin;
import org.querent.experiments.tune.Trial;
import org.querent.experiments.tune.Tuner;
import org.querent.simulator.Simulator;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.strategies.learner.ItemCosts;

/**
 * An experiment that was read and checked, with its data set.
 *
 * @param file where it was read from
 * @param spec what is to be done
 * @param resolved the same as YAML with every default filled in
 * @param identity what makes it this experiment and no other
 * @param dataset what is replayed
 * @param costs what a query costs, where the experiment says so
 * @param origins by the labels of strategies, what their runs are played by: see {@link RunPlugins}
 * @param queries about as many as each run asks: splits may differ a little
 */
public record Plan(
    Path file,
    ExperimentSpec spec,
    String resolved,
    String identity,
    Dataset dataset,
    Optional<CostFile> costs,
    Map<String, String> origins,
    long queries) {
  /** What the simulator needs to know to play one run with the experiment's own model. */
  public SimulationSettings simulation() {
    return simulation(spec, costs);
  }

  /**
   * What the simulator needs to know to play a run of a seed.
   *
   * @param trials what the seed has tried; empty where nothing is chosen by seed
   */
  SimulationSettings simulation(List<Trial> trials) {
    return spec.tune()
        .map(tune -> Tuner.with(simulation(), tune.alternatives().get(Trial.best(trials))))
        .orElse(simulation());
  }

  /**
   * What the simulator needs to know to play a run of a strategy with its model.
   *
   * @param trials what the seed has tried; empty where nothing is chosen by seed, as where there
   *     are several models
   */
  SimulationSettings simulation(StrategySpec<?> strategy, List<Trial> trials) {
    return strategy.model().isEmpty() ? simulation(trials) : simulation(spec, costs, strategy);
  }

  /** What a seed chooses among, where the experiment has anything to choose. */
  Optional<Tuner.Question> choice(long seed) {
    return spec.tune()
        .map(tune -> new Tuner.Question(tune, identity + data(), dataset, simulation(), seed));
  }

  static SimulationSettings simulation(
      ExperimentSpec spec, Optional<CostFile> costs, StrategySpec<?> strategy) {
    return spec.simulation(costs.map(CostFile::costs).orElse(ItemCosts.EQUAL), strategy);
  }

  static SimulationSettings simulation(ExperimentSpec spec, Optional<CostFile> costs) {
    return spec.simulation(costs.map(CostFile::costs).orElse(ItemCosts.EQUAL));
  }

  /** What plays a run. */
  StrategySpec<?> strategy(RunId id) {
    return spec.strategies().stream()
        .filter(strategy -> strategy.label().equals(id.strategy()))
        .findFirst()
        .orElseThrow();
  }

  /** What a run is, once it is complete. */
  public ExpectedRun expected(RunId id) {
    String strategy = PlayedBy.strategy(origins.get(id.strategy()));
    return ExpectedRun.of(spec, RunOrigin.of(id, identity + strategy, data()), strategy);
  }

  /** What all its runs have in common. */
  public RunOrigin origin() {
    return RunOrigin.ofAll(spec.name(), identity, data());
  }

  /** This plan with another budget; of its queries it is not known how many there are. */
  Plan withBudget(int budget, ExperimentIdentity identity) {
    ExperimentSpec other = spec.withBudget(budget);
    return new Plan(
        file, other, resolved, identity.ofSettings(other), dataset, costs, origins, queries);
  }

  /** What tells by checksums whether the data are the same. */
  String data() {
    return String.join(
        "/",
        dataset.sha256(),
        SideSum.of(spec.fieldsRead(), dataset),
        costs.map(CostFile::sha256).orElse("")
            + dataset.splits().stream().map(split -> "/" + split.sha256()).collect(joining()));
  }

  /**
   * The name of the run folder: changes with what makes the experiment another, and with the data,
   * wherever they are.
   */
  public String folderName() {
    String all = identity + data();
    return spec.name() + "-" + Sha256.hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
  }

  /**
   * Requires that a run folder is that of this plan.
   *
   * @throws ExperimentException if its name is that of other settings or data
   */
  public void requireFolder(Path folder) {
    if (!folder.toAbsolutePath().normalize().endsWith(folderName())) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s was played on other data than %s, or was renamed: its name should be %s",
              folder,
              dataset.name(),
              folderName()));
    }
  }

  /** The facts of its data set, what was taken away from it, and its logs, in one line. */
  public String describeData() {
    return Stream.concat(Stream.of(dataset.facts()), logs().map(ConsumptionLog::told))
        .collect(joining("; "));
  }

  /** What to be wary of in its data. Cost: a split, where there is a log of consumption. */
  public List<String> warnings() {
    List<ConsumptionLog> all = logs().toList();
    if (all.isEmpty()) {
      return List.of();
    }
    Ratings test = Simulator.split(dataset, simulation(), spec.seeds().get(0)).test();
    return all.stream()
        .flatMap(log -> ConsumptionLogs.warning(log, dataset.ratings(), test).stream())
        .toList();
  }

  /** The logs of who has consumed what that are read. */
  Stream<ConsumptionLog> logs() {
    return spec.fieldsRead().stream()
        .flatMap(field -> ConsumptionLogs.of(field, dataset.side()).stream())
        .distinct();
  }
}
