package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.querent.core.engine.Engine;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.RunningBuild;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.ResolvedExperiment;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.folder.PhaseTimes;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.folder.RunTimes;
import org.querent.experiments.folder.SealedText;
import org.querent.experiments.folder.Session;
import org.querent.simulator.Engines;

/**
 * Plays experiments into their run folders, and plays complete runs again. Not thread-safe; {@link
 * #run} itself uses many threads.
 */
public final class Experiment {
  private final Planner planner;
  private final ResolvedExperiment resolved;
  private final RunPlayer player;
  private final Engines engines;
  private final FolderReader reader;

  @Inject
  Experiment(
      Planner planner,
      ResolvedExperiment resolved,
      RunPlayer player,
      Engines engines,
      FolderReader reader) {
    this.reader = reader;
    this.planner = planner;
    this.resolved = resolved;
    this.player = player;
    this.engines = engines;
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
   * Plays an experiment.
   *
   * @param plan the experiment
   * @param results the folder in which the run folder is made or found
   * @param options how it is played
   * @param runs plays its runs, here or elsewhere
   * @param report writes the report of a run folder, while that is this process's, and returns what
   *     it finds; called once some runs are complete
   * @param progress hears how far it is
   * @return the run folder and the runs that are not in the report
   * @throws org.querent.core.UserException if it cannot be played here
   */
  public Outcome run(
      Plan plan,
      Path results,
      RunOptions options,
      RunEngine runs,
      Function<Path, String> report,
      Progress progress) {
    // Before anything is written: an engine that cannot be had here leaves no folder.
    Engine engine = engines.get(plan.spec().settings().engine());
    Path path = results.resolve(plan.folderName());
    Optional<RunFolder> free = RunFolder.ifFree(path, progress::noted);
    if (free.isEmpty() && options.join()) {
      return help(plan, path, options, runs, progress);
    }
    if (free.isEmpty()) {
      throw new ExperimentException(
          path
              + " is in use by another process; wait for it, help it with --join, or choose another --out");
    }
    try (RunFolder folder = free.get()) {
      Map<String, String> told = tellOfDamage(path, plan.spec(), progress);
      ready(plan, folder, options.force(), progress);
      tellOfStates(path, plan.spec(), progress);
      List<Session> before = Session.all(path, plan.origin(), progress::noted);
      SessionFacts facts = SessionFacts.of(options.force() ? Map.of() : told, before);
      facts.lost().ifPresent(lost -> progress.noted(Session.folder(path) + lost));
      mendTimes(plan, path, progress);
      PlaySession session =
          new PlaySession(path, plan.origin(), options.threads(), false, progress);
      String experiment = read(plan.file());
      String text = PlayedFolder.resolved(resolved.yaml(plan.spec(), path), experiment);
      folder.write(PlayedFolder.EXPERIMENT, experiment);
      folder.write(
          PlayedFolder.PROVENANCE,
          Provenance.json(plan, text, engine.description(), facts, List.of()));
      folder.write(PhaseTimes.NAME, times(plan, path, text, progress));
      Optional<String> titles = ItemTitles.json(plan.dataset(), progress);
      if (titles.isPresent() || Files.exists(path.resolve(PlayedFolder.TITLES))) {
        folder.write(PlayedFolder.TITLES, titles.orElseGet(() -> SealedText.json(Map.of())));
      }
      // Last, as it makes a run folder of it.
      folder.write(PlayedFolder.RESOLVED, text);
      long complete = complete(plan, path);
      if (complete < plan.spec().runs()) {
        tellOfVersions(before, progress);
        if (complete > 0) {
          progress.goesOn(complete, plan.spec().runs());
        }
        session.begin();
      }
      List<FailedRun> failed;
      try {
        failed = runs.play(plan, path, options, true, session).failed();
      } finally {
        folder.write(PhaseTimes.NAME, times(plan, path, text, progress));
        session.end();
      }
      SessionFacts now = facts.with(Session.all(path, plan.origin(), progress::noted));
      folder.write(
          PlayedFolder.PROVENANCE, Provenance.json(plan, text, engine.description(), now, failed));
      Yardstick.keep(plan, folder, player, options.threads(), text);
      int played = plan.spec().runs() - failed.size();
      String finding = "";
      if (played > 0) {
        folder.require();
        progress.reporting();
        finding = report.apply(path);
      }
      return new Outcome(path, played, failed, true, finding);
    }
  }

  /**
   * Tells what is damaged or missing beside the runs, and is written anew with them, be it the
   * experiment itself. Returns what provenance tells, if that is whole and the folder's.
   */
  private Map<String, String> tellOfDamage(Path path, ExperimentSpec spec, Progress progress) {
    Path file = path.resolve(PlayedFolder.RESOLVED);
    if (!Files.exists(file)) {
      if (!RunFolder.complete(path).isEmpty()) {
        progress.noted(file + ": it is missing; it is written anew");
      }
      return Map.of();
    }
    try {
      PlayedFolder folder = PlayedFolder.of(path);
      folder.checkShown(progress::noted);
      folder.damagedOthers(spec).forEach(progress::noted);
      return folder.provenance(note -> {});
    } catch (ExperimentException e) {
      progress.noted(
          e.getCause() instanceof RunSeal.BrokenException broken
              ? broken.what() + "; it is written anew"
              : e.getMessage());
      return Map.of();
    }
  }

  /** Tells of damaged states, after those of changed strategies were put aside with their runs. */
  private void tellOfStates(Path path, ExperimentSpec spec, Progress progress) {
    PlayedFolder folder;
    try {
      folder = PlayedFolder.of(path);
    } catch (ExperimentException e) {
      return; // It is new, or what is wrong was told before.
    }
    reader.checkStates(folder, spec, false, progress::noted);
  }

  private static String times(Plan plan, Path path, String resolved, Progress progress) {
    return PhaseTimes.json(
        plan.spec(), path, id -> plan.expected(id).origin(), resolved, progress::noted);
  }

  /** Tells of the times of complete runs that are lost. */
  private static void mendTimes(Plan plan, Path path, Progress progress) {
    try {
      for (RunId id : RunId.all(plan.spec())) {
        RunTimes.mend(RunFolder.run(path, id), plan.expected(id).origin(), progress::noted);
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot mend the times of " + path, e);
    }
  }

  /** At once for whoever helps: they find the runs as they were or as they are to be. */
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

  private static long complete(Plan plan, Path folder) {
    return RunId.all(plan.spec()).stream()
        .filter(id -> RunSeal.isThere(RunFolder.run(folder, id)))
        .count();
  }

  /** Runs that are compared with one another should be of one version. */
  private static void tellOfVersions(List<Session> sessions, Progress progress) {
    Set<String> others =
        sessions.stream()
            .map(Session::querent)
            .filter(version -> !version.equals(RunningBuild.version()))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!others.isEmpty()) {
      progress.noted(
          "runs that are there were played by querent "
              + String.join(", ", others)
              + ", and further ones are by "
              + RunningBuild.version()
              + ", whose numbers may differ; --force plays all again");
    }
  }

  /** Plays what another process, whose folder it is, does not. */
  private Outcome help(
      Plan plan, Path path, RunOptions options, RunEngine runs, Progress progress) {
    PlaySession session = new PlaySession(path, plan.origin(), options.threads(), true, progress);
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
    reader.checkBeside(played, reader.experiment(played), true, progress::noted);
    Plan plan = planner.plan(folder, files);
    plan.requireFolder(folder);
    return Verification.of(
        plan, folder, played.damagedOthers(plan.spec()), runs, seed, player, progress);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
  }
}
