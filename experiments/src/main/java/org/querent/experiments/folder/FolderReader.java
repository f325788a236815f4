package org.querent.experiments.folder;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.querent.core.Counted;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentReader;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.lock.FolderLock;
import org.querent.strategies.Trait;

/**
 * Reads the experiment of a run folder and its runs, which have to be what that experiment says.
 * Holds no state but what it reads with.
 */
public final class FolderReader {
  private final ExperimentReader reader;
  private final ExperimentIdentity identity;

  @Inject
  FolderReader(ExperimentReader reader, ExperimentIdentity identity) {
    this.reader = reader;
    this.identity = identity;
  }

  /** The experiment that a folder says that it is of. */
  public ExperimentSpec experiment(PlayedFolder folder) {
    return reader.read(folder.path().resolve(PlayedFolder.RESOLVED));
  }

  /**
   * What the runs of the experiment should be, on the data that the folder is said to be of,
   * strategy by strategy.
   *
   * @param spec the experiment of the folder
   */
  public Map<RunId, ExpectedRun> expected(PlayedFolder folder, ExperimentSpec spec) {
    Map<RunId, ExpectedRun> expected = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      String by = PlayedBy.strategy(strategy, identity);
      String of = identity.ofSettings(spec) + by;
      for (long seed : spec.seeds()) {
        RunId id = RunId.of(spec, strategy, seed);
        expected.put(id, ExpectedRun.of(spec, RunOrigin.of(id, of, folder.data()), by));
      }
    }
    return expected;
  }

  /**
   * Reads the complete runs, strategy by strategy. Cost: reads all that was logged in them.
   *
   * @param spec the experiment of the folder
   * @param notes hears of it if there are fewer than there should be
   * @throws ExperimentException if one is not as it was sealed
   */
  public List<CompleteRun> runs(PlayedFolder folder, ExperimentSpec spec, Consumer<String> notes) {
    Path path = folder.path();
    if (RunFolder.misplacedBeside(path).contains(path.resolve(RunFolder.RUNS))) {
      throw PlayedFolder.damaged(path.resolve(RunFolder.RUNS), RunFolder.MISPLACED);
    }
    List<CompleteRun> runs = new ArrayList<>();
    List<RunId> missing = new ArrayList<>();
    expected(folder, spec)
        .forEach(
            (id, expected) -> {
              if (RunSeal.isThere(RunFolder.run(path, id))) {
                runs.add(run(path, spec, id, expected));
              } else {
                requireSeal(path, id);
                missing.add(id);
              }
            });
    requireSameData(path, runs);
    if (!runs.isEmpty() && !missing.isEmpty()) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "%s holds %s of %,d, without %s%s; the results are of %s",
              path,
              Counted.of(runs.size(), "complete run"),
              runs.size() + missing.size(),
              missing.get(0).folderName(),
              missing.size() > 1 ? " and others" : "",
              runs.size() == 1 ? "this" : "these"));
    }
    return runs;
  }

  /**
   * Tells what is damaged, missing or another's beside all runs.
   *
   * @param spec the experiment of the folder
   * @param isWhole whether kept states are read to their end, too
   * @param notes hears of each file, on one line
   */
  public void checkBeside(
      PlayedFolder folder, ExperimentSpec spec, boolean isWhole, Consumer<String> notes) {
    Path path = folder.path();
    folder.checkShown(notes);
    for (Path what : RunFolder.misplacedBeside(path)) {
      // What is read is told of where it is.
      if (!what.toString().matches(".*\\.(json|yaml)")) {
        notes.accept(what + " is damaged and left out: " + RunFolder.MISPLACED);
      }
    }
    Optional<RunOrigin> origin =
        Optional.of(RunOrigin.ofAll(spec.name(), identity.ofSettings(spec), folder.data()));
    for (Path file : PlayedFile.all(Session.folder(path))) {
      PlayedFile.damage(file, origin).ifPresent(how -> notes.accept(RunTimes.leftOut(file, how)));
    }
    RunTimes.check(path, expected(folder, spec), notes);
    checkStates(folder, spec, isWhole, notes);
  }

  /**
   * Tells of which complete runs the kept states are damaged, missing or another's. Those that are
   * deleted altogether are not missed.
   *
   * @param spec the experiment of the folder
   * @param isWhole whether they are read to their end, which takes as long as their bytes do
   * @param notes hears of each, on one line
   */
  public void checkStates(
      PlayedFolder folder, ExperimentSpec spec, boolean isWhole, Consumer<String> notes) {
    Path path = folder.path();
    if (spec.settings().checkpoints() == 0
        || spec.settings().protocol().hasNewcomers()
        || !Files.isDirectory(RunCheckpoints.keptFolder(path))) {
      return;
    }
    Set<String> remembering =
        spec.strategies().stream()
            .filter(strategy -> strategy.strategy().has(Trait.REMEMBERS))
            .map(StrategySpec::label)
            .collect(Collectors.toSet());
    expected(folder, spec)
        .forEach(
            (id, expected) -> {
              Path run = RunFolder.run(path, id);
              if (RunSeal.isThere(run) && !remembering.contains(id.strategy())) {
                RunCheckpoints.damage(run, expected.origin(), isWhole)
                    .ifPresent(
                        how -> notes.accept(how + "; a longer budget is played from its start"));
              }
            });
  }

  /**
   * Tells what is damaged, missing or another's of all that accompanies the result.
   *
   * @param spec the experiment, without whose runs this is
   * @param notes hears of each file, on one line
   */
  public void check(PlayedFolder folder, ExperimentSpec spec, Consumer<String> notes) {
    checkBeside(folder, spec, false, notes);
    folder.damagedOthers(spec).forEach(notes);
  }

  private static CompleteRun run(Path path, ExperimentSpec spec, RunId id, ExpectedRun expected) {
    Path run = RunFolder.run(path, id);
    try {
      return CompleteRun.read(run, id, expected, spec.settings().evaluate().columns());
    } catch (RunSeal.BrokenException e) {
      throw new ExperimentException(e.getMessage(), e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + run, e);
    }
  }

  private static void requireSameData(Path path, List<CompleteRun> runs) {
    String first = "";
    for (CompleteRun run : runs) {
      String own = run.data().orElse(first);
      if (!own.startsWith(first)) {
        throw PlayedFolder.damaged(
            RunFolder.run(path, run.id()), "it was played on other data than those before it");
      }
      first = own;
    }
  }

  /**
   * Requires of a run without a seal that it was not finished, or is just being sealed.
   *
   * @throws ExperimentException if it has lost its seal, or cannot be a run
   */
  public static void requireSeal(Path path, RunId id) {
    Path run = RunFolder.run(path, id);
    RunFolder.misplaced(run)
        .ifPresent(
            wrong -> {
              throw PlayedFolder.damaged(wrong, RunFolder.MISPLACED);
            });
    // In this order: who has let go of it since has sealed it before.
    if (RunLog.isFinished(run)
        && !FolderLock.isHeld(path, id.folderName())
        && !RunSeal.isThere(run)) {
      throw PlayedFolder.damaged(run.resolve(RunSeal.NAME), "it is missing");
    }
  }
}
