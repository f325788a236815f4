package org.querent.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.engine.Engine;
import org.querent.core.features.FeatureMap;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentReader;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.ResolvedExperiment;
import org.querent.experiments.experiment.RunSettings;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.files.ReportWriter;
import org.querent.experiments.run.PlaySession.Facts;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.simulator.Engines;
import org.querent.simulator.Simulator;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.strategies.Trait;
import org.querent.strategies.learner.ItemCosts;

/**
 * An experiment from its file to its report. Not thread-safe; {@link #run} itself uses many
 * threads.
 */
public final class Experiment {
  private static final String BASELINE = "random";

  private final ExperimentReader reader;
  private final ResolvedExperiment resolved;
  private final ExperimentIdentity identity;
  private final DatasetCatalog datasets;
  private final ExperimentRunner runner;
  private final RunPlayer player;
  private final Engines engines;
  private final Simulator simulator;

  @Inject
  Experiment(
      ExperimentReader reader,
      ResolvedExperiment resolved,
      ExperimentIdentity identity,
      DatasetCatalog datasets,
      ExperimentRunner runner,
      RunPlayer player,
      Engines engines,
      Simulator simulator) {
    this.reader = reader;
    this.resolved = resolved;
    this.identity = identity;
    this.datasets = datasets;
    this.runner = runner;
    this.player = player;
    this.engines = engines;
    this.simulator = simulator;
  }

  /**
   * An experiment that was read and checked, with its data set.
   *
   * @param file where it was read from
   * @param spec what is to be done
   * @param resolved the same as YAML with every default filled in
   * @param identity what makes it this experiment and no other
   * @param dataset what is replayed
   * @param costs what a query costs, where the experiment says so
   * @param origins by the labels of strategies, what their runs are played by: see {@link
   *     RunPlugins}
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
    /** What the simulator needs to know to play one run. */
    SimulationSettings simulation() {
      return Experiment.simulation(spec, costs);
    }

    /** What a run is, once it is complete. */
    ExpectedRun expected(RunId id) {
      String strategy = RunPlugins.strategy(origins.get(id.strategy()));
      return ExpectedRun.of(spec, RunOrigin.of(id, identity + strategy, data()));
    }

    /** The same with another budget; of its queries it is not known how many there are. */
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
          SideSum.of(spec.features(), dataset),
          costs.map(CostFile::sha256).orElse(""));
    }

    /**
     * The name of the run folder: changes with what makes the experiment another, and with the
     * data, wherever they are.
     */
    public String folderName() {
      String all = identity + data();
      return spec.name() + "-" + Sha256.hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
    }
  }

  /**
   * An experiment that was played.
   *
   * @param folder the run folder
   * @param complete the number of complete runs; if there are none, there is no report
   * @param failed the runs that a strategy ended, in the order of the experiment; they are played
   *     again when the experiment is
   * @param reported whether the report was written here, not by the process that was helped
   * @param finding what the report finds, in a sentence or more; empty without one from here
   */
  public record Outcome(
      Path folder, int complete, List<FailedRun> failed, boolean reported, String finding) {
    /** Copies the list. */
    public Outcome {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Reads and checks the one experiment of a file and loads its data.
   *
   * @throws org.querent.core.UserException if anything is wrong with it
   */
  public Plan plan(Path file) {
    return plan(file, reader.read(file), new HashMap<>());
  }

  /** As {@link #plans(Path, List, DataFiles)}, with all files where the experiments say. */
  public List<Plan> plans(Path file, List<String> settings) {
    return plans(file, settings, DataFiles.AS_WRITTEN);
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
    spec.dataset().path().ifPresent(path -> existing(path, "--data-file"));
    Dataset dataset = loaded.computeIfAbsent(spec.dataset(), it -> it.load(datasets));
    requireFeatures(file, spec, dataset);
    Optional<CostFile> costs =
        spec.settings()
            .queries()
            .costs()
            .map(path -> existing(path, "--costs-file"))
            .map(path -> CostFile.read(path, dataset.ratings().itemIds()));
    long queries = queries(file, dataset, simulation(spec, costs));
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

  /** Tells what the data set lacks before the first run, not in it. */
  private static void requireFeatures(Path file, ExperimentSpec spec, Dataset dataset) {
    try {
      FeatureMap.of(spec.features(), dataset.ratings(), dataset.side());
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

  private static SimulationSettings simulation(ExperimentSpec spec, Optional<CostFile> costs) {
    return spec.simulation(costs.map(CostFile::costs).orElse(ItemCosts.EQUAL));
  }

  /** Tells what does not fit the data before the first run, not in it. */
  private long queries(Path file, Dataset dataset, SimulationSettings settings) {
    try {
      return simulator.queries(dataset, settings);
    } catch (SimulationException e) {
      throw new ExperimentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Plays an experiment and writes its report.
   *
   * @param plan the experiment
   * @param results the folder in which the run folder is made or found
   * @param options how it is played
   * @param progress hears how far it is
   * @return the run folder and the runs that are not in the report
   * @throws org.querent.core.UserException if it cannot be played here
   */
  public Outcome run(Plan plan, Path results, RunOptions options, Progress progress) {
    return run(plan, results, options, runner, progress);
  }

  /** The same, with the runs played by some engine. */
  public Outcome run(
      Plan plan, Path results, RunOptions options, RunEngine runs, Progress progress) {
    // Before anything is written: an engine that cannot be had here leaves no folder.
    Engine engine = engines.get(plan.spec().settings().engine());
    Path path = results.resolve(plan.folderName());
    Optional<RunFolder> free = RunFolder.ifFree(path);
    if (free.isEmpty() && options.join()) {
      return help(plan, path, options, runs, progress);
    }
    if (free.isEmpty()) {
      throw new ExperimentException(
          path
              + " is in use by another process; wait for it, help it with --join, or choose another --out");
    }
    try (RunFolder folder = free.get()) {
      PlayedFolder.tell(path, plan.spec(), progress::noted);
      ready(plan, folder, options.force(), progress);
      List<Facts> before = PlaySession.all(path, progress::noted);
      PlaySession session = new PlaySession(path, options.threads(), false, progress);
      String experiment = read(plan.file());
      String text = PlayedFolder.resolved(resolved.yaml(plan.spec(), path), experiment);
      folder.write(PlayedFolder.EXPERIMENT, experiment);
      folder.write(
          PlayedFolder.PROVENANCE,
          json(Provenance.of(plan, text, engine.description(), before, List.of())));
      folder.write(PhaseTimes.NAME, PhaseTimes.json(plan.spec(), path, progress::noted));
      // Last, as it makes a run folder of it.
      folder.write(PlayedFolder.RESOLVED, text);
      if (!isComplete(plan, path)) {
        tellOfVersions(before, progress);
        session.begin();
      }
      List<FailedRun> failed;
      try {
        failed = runs.play(plan, path, options, true, session).failed();
      } finally {
        folder.write(PhaseTimes.NAME, PhaseTimes.json(plan.spec(), path, progress::noted));
        session.end();
      }
      List<Facts> sessions = PlaySession.all(path, progress::noted);
      folder.write(
          PlayedFolder.PROVENANCE,
          json(Provenance.of(plan, text, engine.description(), sessions, failed)));
      int complete = plan.spec().runs() - failed.size();
      String finding = "";
      if (complete > 0) {
        folder.require();
        progress.reporting();
        finding = report(path);
      }
      return new Outcome(path, complete, failed, true, finding);
    }
  }

  /** At once for whoever helps: he finds the runs as they were or as they are to be. */
  private static void ready(Plan plan, RunFolder folder, boolean force, Progress progress) {
    if (force || !RunPlugins.isCurrent(plan, folder.path())) {
      folder.withRuns(
          () -> {
            if (force) {
              folder.clear();
            }
            RunPlugins.renew(plan, folder.path(), progress);
          });
    }
    RunPlugins.announce(plan, folder.path());
  }

  private static boolean isComplete(Plan plan, Path folder) {
    return RunId.all(plan.spec()).keySet().stream()
        .allMatch(id -> RunSeal.isThere(RunFolder.run(folder, id)));
  }

  /** Runs that are compared with one another should be of one version. */
  private static void tellOfVersions(List<Facts> sessions, Progress progress) {
    Set<String> others =
        sessions.stream()
            .map(Facts::querent)
            .filter(version -> !version.equals(Provenance.version()))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!others.isEmpty()) {
      progress.noted(
          "runs that are there were played by querent "
              + String.join(", ", others)
              + ", and further ones are by "
              + Provenance.version()
              + ", whose numbers may differ; --force plays all again");
    }
  }

  /** Plays what another process, whose folder it is, does not. */
  private Outcome help(
      Plan plan, Path path, RunOptions options, RunEngine runs, Progress progress) {
    PlaySession session = new PlaySession(path, options.threads(), true, progress);
    RunEngine.Results results;
    try {
      results = runs.play(plan, path, options, false, session);
    } finally {
      session.end();
    }
    int complete = plan.spec().runs() - results.failed().size() - results.elsewhere();
    return new Outcome(path, complete, results.failed(), false, "");
  }

  /**
   * Plays some complete runs of a run folder again and compares their bytes.
   *
   * @param folder the run folder
   * @param files where files are that are not where the folder says
   * @param runs how many, at most
   * @param seed decides which
   * @throws org.querent.core.UserException if it holds no complete run, or its data set is another
   *     now
   */
  public Verification verify(Path folder, DataFiles files, int runs, long seed, Progress progress) {
    PlayedFolder played = PlayedFolder.of(folder);
    played.checkBeside(progress::noted);
    Path file = folder.resolve(PlayedFolder.RESOLVED);
    Plan plan = plan(file, reader.read(file).with(files), new HashMap<>());
    if (!folder.toAbsolutePath().normalize().endsWith(plan.folderName())) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s was played on other data than %s, or was renamed: its name should be %s",
              folder,
              plan.dataset().name(),
              plan.folderName()));
    }
    return Verification.of(
        plan, folder, played.damagedOthers(plan.spec()), runs, seed, player, progress);
  }

  /**
   * Writes the report of a run folder from the runs that are complete, with intervals under
   * Student's t distribution.
   *
   * @return what it finds, in a sentence or more
   * @throws ExperimentException if the folder holds no experiment or no complete run, or what
   *     decides its results was changed
   */
  public String report(Path folder) {
    return report(folder, IntervalMethod.STUDENT, note -> {});
  }

  /**
   * The same, with the intervals computed by some method.
   *
   * @param notes hears what is left out of the report
   */
  public String report(Path folder, IntervalMethod intervals, Consumer<String> notes) {
    PlayedFolder.of(folder);
    try (FolderLock lock = FolderLock.ofReport(folder)) {
      ReportContent content = content(PlayedFolder.of(folder), intervals, notes);
      lock.require();
      return new ReportWriter().write(folder, content);
    }
  }

  /** What the report of a run folder shows; throws what {@link #report} does. */
  ReportContent content(PlayedFolder folder, IntervalMethod intervals, Consumer<String> notes) {
    ExperimentSpec spec = spec(folder);
    List<CompleteRun> runs = folder.runs(spec, identity, notes);
    if (runs.isEmpty()) {
      throw new ExperimentException(folder.path() + " holds no complete run yet");
    }
    folder.check(spec, notes);
    List<LearningCurve> curves =
        CurveReader.curves(spec, runs.stream().map(CompleteRun::curve).toList());
    return content(spec, folder, curves, DetailsReader.of(spec, runs), intervals);
  }

  /** What is damaged of the complete runs in a folder that are none of its experiment. */
  List<String> damagedOthers(PlayedFolder folder) {
    return folder.damagedOthers(spec(folder));
  }

  private ExperimentSpec spec(PlayedFolder folder) {
    return reader.read(folder.path().resolve(PlayedFolder.RESOLVED));
  }

  /**
   * An experiment that is to be looked at while others play it.
   *
   * @param path its run folder, into which nothing is written
   * @param intervals how intervals over seeds are computed
   * @throws ExperimentException if the folder holds no experiment, or that was changed
   */
  public ExperimentWatch watch(Path path, IntervalMethod intervals) {
    PlayedFolder folder = PlayedFolder.of(path);
    return new ExperimentWatch(spec(folder), identity, folder, intervals);
  }

  /** What a report shows of some runs, and of what else is in the folder and whole. */
  static ReportContent content(
      ExperimentSpec spec,
      PlayedFolder folder,
      List<LearningCurve> curves,
      DetailsReader details,
      IntervalMethod intervals) {
    Map<String, String> provenance = folder.provenance(note -> {});
    Optional<String> baseline =
        spec.strategies().stream()
            .filter(strategy -> strategy.provider().name().equals(BASELINE))
            .map(strategy -> strategy.label())
            .findFirst();
    return new ReportContent(
        spec.name(),
        provenance.getOrDefault("data set", ""),
        axis(spec.settings()),
        baseline,
        bounds(spec),
        curves,
        folder.resolved(),
        provenance,
        folder.times(note -> {}),
        details.reliability(),
        details.asked(),
        intervals);
  }

  private static Set<String> bounds(ExperimentSpec spec) {
    return spec.strategies().stream()
        .filter(strategy -> strategy.strategy().has(Trait.CHEATS))
        .map(strategy -> strategy.label())
        .collect(Collectors.toSet());
  }

  private static Axis axis(RunSettings settings) {
    String per =
        switch (settings.protocol()) {
          case POOL -> "";
          case PER_USER -> "user";
          case COLD_START -> "new user";
          case NEW_ITEMS -> "new item";
        };
    return new Axis(settings.queries().costs().isPresent(), per);
  }

  private static String json(Map<String, String> values) {
    try {
      return SealedText.json(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    }
  }

  /** The facts of a data set in one line. */
  public static String describe(Dataset dataset) {
    Ratings ratings = dataset.ratings();
    return String.format(
        Locale.ROOT,
        "%s: %,d ratings of %,d items by %,d users",
        dataset.name(),
        ratings.size(),
        ratings.itemCount(),
        ratings.userCount());
  }
}
