package org.querent.experiments.across;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.lock.FolderLock;
import org.querent.experiments.report.FolderContent;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.Measure;

/** Experiments that were played, side by side. Holds no state but what it reads with. */
public final class ExperimentGroup {
  private final FolderContent contents;

  @Inject
  ExperimentGroup(FolderContent contents) {
    this.contents = contents;
  }

  /**
   * Writes one report of several run folders.
   *
   * @param folders at least two run folders, each once
   * @param out where to; no run folder, whose own report would be lost
   * @param measure by what strategies are ranked
   * @param intervals how intervals are computed
   * @param notes hears what is left out
   * @throws ExperimentException if a folder holds no experiment or no complete run, or cannot be
   *     written to
   */
  public void report(
      List<Path> folders,
      Path out,
      Measure measure,
      IntervalMethod intervals,
      Consumer<String> notes) {
    if (Files.exists(out.resolve(PlayedFolder.RESOLVED))) {
      throw new ExperimentException(
          out + " is a run folder with a report of its own; choose another --out");
    }
    if (folders.stream().map(ExperimentGroup::real).distinct().count() < folders.size()) {
      throw new ExperimentException("The same run folder was given twice; give each once");
    }
    List<PlayedExperiment> played =
        folders.stream().map(folder -> played(folder, intervals, notes, notes)).toList();
    try (FolderLock lock = FolderLock.ofReport(out)) {
      lock.require();
      new AcrossWriter().write(out, played, measure);
    }
  }

  /**
   * Says what two run folders differ in.
   *
   * @param notes hears what is left out
   * @throws ExperimentException if one holds no experiment or no complete run, or a run in one is
   *     not as it was sealed
   */
  public String compare(Path first, Path second, Consumer<String> notes) {
    // Runs that a report leaves out are compared, too.
    Consumer<String> refusal =
        damage -> {
          throw new ExperimentException(damage);
        };
    PlayedExperiment before = played(first, IntervalMethod.STUDENT, notes, refusal);
    PlayedExperiment after = played(second, IntervalMethod.STUDENT, notes, refusal);
    return FolderComparison.text(before, after, runs(first, second));
  }

  private PlayedExperiment played(
      Path path, IntervalMethod intervals, Consumer<String> notes, Consumer<String> others) {
    PlayedFolder folder = PlayedFolder.of(path);
    Path name = path.toAbsolutePath().normalize().getFileName();
    return new PlayedExperiment(
        Optional.ofNullable(name).map(Path::toString).orElse(path.toString()),
        contents.of(folder, intervals, notes, others),
        folder.settings());
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      // What is not there is told by who reads it.
      return folder.toAbsolutePath().normalize();
    }
  }

  private static CompleteRuns runs(Path first, Path second) {
    Set<String> before = RunFolder.complete(first);
    Set<String> after = RunFolder.complete(second);
    Set<String> common = new TreeSet<>(before);
    common.retainAll(after);
    long same = common.stream().filter(run -> isSame(first, second, run)).count();
    return new CompleteRuns(without(before, common), without(after, common), common.size(), same);
  }

  private static List<String> without(Set<String> all, Set<String> common) {
    return all.stream().filter(run -> !common.contains(run)).toList();
  }

  private static boolean isSame(Path first, Path second, String run) {
    Path before = first.resolve(RunFolder.RUNS).resolve(run);
    Path after = second.resolve(RunFolder.RUNS).resolve(run);
    return RunLog.FILES.stream()
        .allMatch(name -> isSame(before.resolve(name), after.resolve(name)));
  }

  private static boolean isSame(Path first, Path second) {
    if (!Files.exists(first) || !Files.exists(second)) {
      return Files.exists(first) == Files.exists(second);
    }
    try {
      return Files.mismatch(first, second) < 0;
    } catch (IOException e) {
      throw ExperimentException.of("cannot compare " + first + " with " + second, e);
    }
  }
}
