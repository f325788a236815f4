package org.querent.experiments.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.folder.CompleteRun;
import org.querent.experiments.folder.DetailsReader;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.folder.PhaseTimes;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.lock.FolderLock;
import org.querent.experiments.report.FolderContent;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.simulator.spec.Protocol;

/**
 * Looks at the folder of an experiment that others play. Writes nothing, locks nothing, and reads a
 * file again only when its size or time has changed: a look takes a few calls of the system per
 * run. Keeps the curves, at eight bytes a number. Not thread-safe.
 */
public final class ExperimentWatch {
  private final ExperimentSpec spec;
  private final PlayedFolder folder;
  private final FolderReader reader;
  private final IntervalMethod intervals;

  /** Strategy by strategy, as reports show them. */
  private final List<WatchedRun> runs = new ArrayList<>();

  // As of the last look.
  private List<RunCurve> shown = List.of();
  private List<FileStamp> beside = List.of();
  private Optional<String> damage = Optional.empty();
  private long changes;

  /**
   * Looks at nothing yet.
   *
   * @param path the run folder, into which nothing is written
   * @param intervals how intervals over seeds are computed
   * @throws ExperimentException if the folder holds no experiment, or that was changed
   */
  public ExperimentWatch(Path path, FolderReader reader, IntervalMethod intervals) {
    folder = PlayedFolder.of(path);
    spec = reader.experiment(folder);
    this.reader = reader;
    this.intervals = intervals;
    List<String> metrics = spec.settings().evaluate().columns();
    reader
        .expected(folder, spec)
        .forEach((id, run) -> runs.add(new WatchedRun(id, folder.path(), run, metrics)));
  }

  /**
   * What a look has found.
   *
   * @param runs the number of all runs
   * @param complete the number of those that are complete
   * @param failed those that their strategy ended or whose files are damaged, in the order of the
   *     experiment
   * @param asked the queries of all runs so far
   * @param left about as many queries as are still to be asked; empty while that cannot be told
   * @param locked whether a process plays the experiment
   * @param changes rises when a curve, or anything else that a report shows, has changed
   * @param unfinished the labels of the strategies that have no complete run, of which one that is
   *     under way is shown
   */
  public record Look(
      int runs,
      int complete,
      List<FailedRun> failed,
      long asked,
      OptionalLong left,
      boolean locked,
      long changes,
      List<String> unfinished) {
    /** Copies the lists. */
    public Look {
      failed = List.copyOf(failed);
      unfinished = List.copyOf(unfinished);
    }

    /** Whether every run has come to its end, and what is told of all of them is written. */
    public boolean ended() {
      return complete + failed.size() == runs && !locked;
    }
  }

  /** The name of the experiment. */
  public String name() {
    return spec.name();
  }

  /**
   * Looks at what has changed.
   *
   * @throws ExperimentException if something cannot be read
   */
  public Look look() {
    if (!Files.exists(folder.path())) {
      throw new ExperimentException(folder.path() + " is gone");
    }
    // Asked before the runs: who has ended since then is found to have ended.
    boolean locked = FolderLock.isHeld(folder.path());
    runs.forEach(WatchedRun::look);
    List<RunCurve> now = shownNow();
    List<FileStamp> nowBeside = beside();
    // Curves are equal if they are the same reading of a file.
    if (!now.equals(shown) || !nowBeside.equals(beside)) {
      changes++;
    }
    shown = now;
    if (!nowBeside.equals(beside)) {
      List<String> notes = new ArrayList<>();
      tellOfDamage(notes::add);
      damage = notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
      beside = nowBeside;
    }
    OptionalLong planned = planned();
    return new Look(
        runs.size(),
        (int) runs.stream().filter(WatchedRun::isComplete).count(),
        runs.stream().flatMap(run -> run.failure().stream()).toList(),
        runs.stream().mapToLong(WatchedRun::asked).sum(),
        planned.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(runs.stream().mapToLong(run -> left(run, planned.getAsLong())).sum()),
        locked || runs.stream().anyMatch(WatchedRun::isLocked),
        changes,
        shown.stream().filter(run -> !run.complete()).map(run -> run.id().strategy()).toList());
  }

  /** Tells what is damaged or missing beside the runs, be it the experiment itself. */
  private void tellOfDamage(Consumer<String> notes) {
    if (Files.exists(folder.path().resolve(PlayedFolder.RESOLVED))) {
      try {
        reader.check(PlayedFolder.of(folder.path()), spec, notes);
      } catch (ExperimentException e) {
        notes.accept(e.getMessage());
      }
    }
  }

  /** The files beside the runs that a report shows. */
  private List<FileStamp> beside() {
    List<FileStamp> stamps = new ArrayList<>();
    for (String name : List.of(PlayedFolder.RESOLVED, PlayedFolder.PROVENANCE, PhaseTimes.NAME)) {
      try {
        stamps.add(FileStamp.of(folder.path().resolve(name)));
      } catch (IOException e) {
        throw ExperimentException.of("cannot read " + folder.path().resolve(name), e);
      }
    }
    return stamps;
  }

  private static long left(WatchedRun run, long planned) {
    boolean over = run.isComplete() || run.failure().isPresent();
    return over ? 0 : Math.max(0, planned - run.asked());
  }

  /** How many queries a run asks: as its player said, as one has asked, or as was allowed. */
  private OptionalLong planned() {
    String said = folder.provenance(note -> {}).getOrDefault(PlayedFolder.QUERIES_FACT, "");
    if (said.matches("[0-9]{1,18}")) {
      return OptionalLong.of(Long.parseLong(said));
    }
    OptionalLong asked =
        runs.stream().filter(WatchedRun::isComplete).mapToLong(WatchedRun::asked).max();
    return asked.isEmpty() && spec.settings().protocol() == Protocol.POOL
        ? OptionalLong.of(spec.settings().queries().budget())
        : asked;
  }

  /**
   * The complete runs of a strategy; if there are none, the first that is under way. Not all of
   * those: a mean over what all have reached would shrink whenever another is begun.
   */
  private List<RunCurve> shownNow() {
    List<RunCurve> chosen = new ArrayList<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      List<RunCurve> curves =
          runs.stream()
              .flatMap(run -> run.curve().stream())
              .filter(curve -> curve.id().strategy().equals(strategy.label()))
              .toList();
      List<RunCurve> complete = curves.stream().filter(RunCurve::complete).toList();
      chosen.addAll(complete.isEmpty() ? curves.stream().limit(1).toList() : complete);
    }
    return chosen;
  }

  /** What beside the runs was damaged or missing at the last look, so that it is left out. */
  public Optional<String> damage() {
    return damage;
  }

  /**
   * What a report shows of the last look; empty before the first evaluation.
   *
   * @throws ExperimentException if something cannot be read, or is not a curve
   */
  public Optional<ReportContent> content() {
    List<CompleteRun> complete = runs.stream().flatMap(run -> run.sealed().stream()).toList();
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            FolderContent.of(
                spec, folder, shown, Map.of(), DetailsReader.of(spec, complete), intervals));
  }
}
