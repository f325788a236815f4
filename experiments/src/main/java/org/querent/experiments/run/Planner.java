package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ProgramPermission;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentReader;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.ResolvedExperiment;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.experiment.models.ConsumptionLogs;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.simulator.Simulator;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.strategies.Trait;

/** Reads experiments and makes ready what their runs need: data, costs, identity. */
public final class Planner {
  private final ExperimentReader reader;
  private final ResolvedExperiment resolved;
  private final ExperimentIdentity identity;
  private final DatasetCatalog datasets;
  private final Simulator simulator;
  private final ProgramPermission programs;

  @Inject
  Planner(
      ExperimentReader reader,
      ResolvedExperiment resolved,
      ExperimentIdentity identity,
      DatasetCatalog datasets,
      Simulator simulator,
      ProgramPermission programs) {
    this.reader = reader;
    this.resolved = resolved;
    this.identity = identity;
    this.datasets = datasets;
    this.simulator = simulator;
    this.programs = programs;
  }

  /**
   * Reads and checks the one experiment of a file and loads its data.
   *
   * @throws org.querent.core.UserException if anything is wrong with it
   */
  public Plan plan(Path file) {
    return plan(file, reader.read(file), new HashMap<>());
  }

  /**
   * Reads the experiment of a run folder and loads its data.
   *
   * @param files where files are that are not where the folder says
   * @throws org.querent.core.UserException if anything is wrong with it
   */
  public Plan plan(Path folder, DataFiles files) {
    Path file = folder.resolve(PlayedFolder.RESOLVED);
    return plan(file, reader.read(file).with(files), new HashMap<>());
  }

  /**
   * Reads and checks the experiments of a file and loads their data.
   *
   * @param settings what holds in the place of what the file says, such as {@code
   *     queries.budget=1000}
   * @param files where files are that are not where the experiments say
   * @throws org.querent.core.UserException if anything is wrong with one
   */
  public List<Plan> plans(Path file, List<String> settings, DataFiles files) {
    Map<DatasetSpec, Dataset> loaded = new HashMap<>();
    return reader.read(file, settings, files).stream()
        .map(spec -> plan(file, spec, loaded))
        .toList();
  }

  /** About what an experiment takes here. Cost: a few seconds, and a fit for each strategy. */
  public Estimate estimate(Plan plan, int threads) {
    return Estimate.of(plan, simulator, threads);
  }

  private Plan plan(Path file, ExperimentSpec spec, Map<DatasetSpec, Dataset> loaded) {
    requirePermission(file, spec);
    spec.dataset().path().ifPresent(path -> existing(path, "--data-file"));
    for (FieldSpec field : spec.fieldsRead()) {
      ConsumptionLogs.path(List.of(field)).ifPresent(path -> existing(path, "--consumption-file"));
    }
    Dataset dataset =
        ConsumptionLogs.with(
            loaded.computeIfAbsent(spec.dataset(), it -> it.load(datasets)), spec.fieldsRead());
    requireFeatures(file, spec, dataset);
    Optional<CostFile> costs =
        spec.settings()
            .queries()
            .costs()
            .map(path -> existing(path, "--costs-file"))
            .map(
                path ->
                    CostFile.read(
                        path,
                        dataset.ratings().itemIds(),
                        spec.settings().queries().costColumns()));
    long queries = queries(file, spec, dataset, Plan.simulation(spec, costs));
    for (StrategySpec<?> other : spec.oneOfEachOtherModel()) {
      queries(file, spec, dataset, Plan.simulation(spec, costs, other));
    }
    return new Plan(
        file,
        spec,
        resolved.yaml(spec),
        identity.ofSettings(spec),
        dataset,
        costs,
        RunPlugins.of(spec, identity),
        queries);
  }

  /** Refuses what would run a program, itself or by a strategy within it, where none may be run. */
  private void requirePermission(Path file, ExperimentSpec spec) {
    for (StrategySpec<?> strategy : spec.strategies()) {
      if (programs == ProgramPermission.REFUSED && strategy.strategy().has(Trait.RUNS_PROGRAM)) {
        throw new ExperimentException(
            String.format(
                Locale.ROOT,
                "%s: the strategy %s runs a program on this machine; see what that does, and let it by"
                    + " --allow-process",
                file,
                strategy.label()));
      }
    }
  }

  /** Tells what the data set lacks before the first run, not in it. */
  private static void requireFeatures(Path file, ExperimentSpec spec, Dataset dataset) {
    Set<List<FieldSpec>> all = new LinkedHashSet<>();
    all.add(spec.features());
    spec.models().forEach(model -> all.add(model.features()));
    try {
      for (List<FieldSpec> features : all) {
        List<FieldSpec> fields =
            features.stream().filter(it -> !(it instanceof ConsumptionField)).toList();
        FeatureMap.of(fields, dataset.ratings(), dataset.side());
      }
    } catch (DatasetException e) {
      throw new ExperimentException(file + ": features: " + e.getMessage(), e);
    }
  }

  private static Path existing(Path file, String option) {
    DataFiles.missing(file, option)
        .ifPresent(
            missing -> {
              throw new ExperimentException(missing);
            });
    return file;
  }

  /** Tells what does not fit the data before the first run, not in it. */
  private long queries(
      Path file, ExperimentSpec spec, Dataset dataset, SimulationSettings settings) {
    try {
      if (spec.tune().isPresent()) {
        int folds = spec.tune().get().inner().folds();
        Simulator.innerSplits(dataset, settings, spec.seeds().get(0), folds);
      }
      return simulator.queries(dataset, settings);
    } catch (SimulationException e) {
      throw new ExperimentException(file + ": " + e.getMessage(), e);
    }
  }
}
