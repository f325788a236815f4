package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.querent.core.archive.ArchiveException;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.RunningBuild;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.folder.ExpectedRun;
import org.querent.experiments.folder.PlayedBy;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunCheckpoints;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunOrigin;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.folder.Session;

/**
 * The runs of an experiment under smaller budgets, whose run folders lie beside its own: a run goes
 * on where the longest of them kept its last state. They stay as they are.
 */
final class ShorterRuns {
  private final ExperimentIdentity identity;

  /** The run folders of which it was told that they are gone on from. */
  private final Set<Path> told = ConcurrentHashMap.newKeySet();

  @Inject
  ShorterRuns(ExperimentIdentity identity) {
    this.identity = identity;
  }

  /**
   * Begins a run of which nothing was asked with what a shorter one has asked, if there is one that
   * was completed by this version of Querent and the same plug-ins. New users and new items are
   * asked one after the other, so that no shorter run is the beginning of a longer one.
   *
   * @param run the folder of the run, in the plan's run folder
   * @param progress hears which are gone on with, once a run folder, and which cannot be
   */
  void takeOver(Plan plan, RunId id, Path run, Progress progress) throws IOException {
    Path folder = run.toAbsolutePath().normalize().getParent().getParent();
    // Another name has a run that is played to be compared.
    boolean isOwn = folder.endsWith(plan.folderName());
    if (!isOwn || plan.spec().settings().protocol().hasNewcomers() || RunLog.isAsked(run)) {
      return;
    }
    for (Plan shorter : shorter(plan, id, folder, progress)) {
      Path other = RunFolder.run(folder.resolveSibling(shorter.folderName()), id);
      try {
        RunFolder.requirePlaces(other);
        if (isPlayedAlike(other, shorter.origin(), run, progress)) {
          takeOver(other, shorter.expected(id), run, plan.expected(id).origin());
          if (told.add(folder.resolveSibling(shorter.folderName()))) {
            progress.noted(
                String.format(
                    Locale.ROOT,
                    "goes on where the runs of %s ended, whose budget is %,d",
                    shorter.folderName(),
                    budget(shorter)));
          }
          return;
        }
      } catch (ArchiveException | RunSeal.BrokenException e) {
        progress.noted(
            String.format(
                Locale.ROOT,
                "the run %s does not go on where a shorter one ended: %s",
                id.folderName(),
                e.getMessage()));
      }
    }
  }

  /** The experiments that have completed the run, the longest first. */
  private List<Plan> shorter(Plan plan, RunId id, Path folder, Progress progress)
      throws IOException {
    try (Stream<Path> beside = Files.list(folder.getParent())) {
      return beside
          .filter(other -> other.getFileName().toString().startsWith(plan.spec().name() + "-"))
          // First of all: what else is asked is read from files.
          .filter(other -> RunSeal.isThere(RunFolder.run(other, id)))
          .filter(other -> !other.equals(folder))
          .flatMap(other -> shorter(plan, id, folder, other, progress).stream())
          .sorted(Comparator.comparing((Plan one) -> budget(one)).reversed())
          .toList();
    }
  }

  /** The plan of another folder if that differs in its budget only, which is smaller. */
  private Optional<Plan> shorter(Plan plan, RunId id, Path folder, Path other, Progress progress) {
    try {
      String budget = PlayedFolder.of(other).settings().get("queries.budget");
      return Optional.of(plan.withBudget(Integer.parseInt(budget), identity))
          .filter(shorter -> other.equals(folder.resolveSibling(shorter.folderName())))
          .filter(shorter -> budget(shorter) < budget(plan));
    } catch (ExperimentException | NumberFormatException e) {
      if (isOnSameData(RunFolder.run(other, id), plan) && told.add(other)) {
        progress.noted(
            String.format(
                Locale.ROOT,
                "no run goes on where one of %s ended, as nothing tells its budget: %s",
                other,
                e.getMessage()));
      }
      return Optional.empty();
    }
  }

  private static boolean isOnSameData(Path run, Plan plan) {
    try {
      return RunSeal.originOf(run).filter(own -> own.data().equals(plan.data())).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static int budget(Plan plan) {
    return plan.spec().settings().queries().budget();
  }

  private static boolean isPlayedAlike(Path other, RunOrigin origin, Path run, Progress progress)
      throws IOException {
    String now = PlayedBy.read(run);
    // Where only the file that tells it is damaged, the seal knows, and tells of that.
    return (PlayedBy.read(other).equals(now) || RunSeal.isPlayedBy(other, now))
        && Session.all(other.getParent().getParent(), origin, progress::noted).stream()
            .allMatch(session -> session.querent().equals(RunningBuild.version()));
  }

  private static void takeOver(Path other, ExpectedRun expected, Path run, RunOrigin origin)
      throws IOException {
    RunSeal seal = RunSeal.read(other);
    seal.require(other, expected);
    RunCheckpoints.begin(run, origin, other, expected.origin(), seal);
  }
}
