package org.querent.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.core.random.RandomStreams;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.folder.PlayedBy;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.lock.FolderLock;

/**
 * Plays complete runs again, in a temporary folder, and compares what they write with what is
 * there, byte by byte. Looks at the seals of all of them, whether they are played or not.
 *
 * @param runs how many were played
 * @param complete how many the folder holds
 * @param damaged what is not as it was sealed, a line for each run; the bytes of these may differ
 *     for no other reason
 * @param differences what differs of the runs that were played, a line for each file
 */
public record Verification(int runs, int complete, List<String> damaged, List<String> differences) {
  /** Copies the lists. */
  public Verification {
    damaged = List.copyOf(damaged);
    differences = List.copyOf(differences);
  }

  /**
   * Verifies some runs, drawn at random.
   *
   * @param folder the run folder
   * @param others what is known to be damaged of runs that are none of the plan
   * @param most how many runs to play
   * @param seed of the drawing
   * @throws ExperimentException if there is nothing to verify, or a run cannot be played
   */
  static Verification of(
      Plan plan,
      Path folder,
      List<String> others,
      int most,
      long seed,
      RunPlayer player,
      Progress progress) {
    List<String> damaged = new ArrayList<>(others);
    List<String> differences = new ArrayList<>();
    try {
      List<RunId> complete = complete(plan, folder, damaged);
      if (complete.isEmpty()) {
        throw new ExperimentException(folder + " holds no complete run yet");
      }
      int[] order =
          RandomStreams.permutation(
              complete.size(), new RandomStreams(seed).stream("verification"));
      int runs = Math.min(most, order.length);
      Path again = Files.createTempDirectory("querent-verify");
      try (FolderLock lock = FolderLock.of(again)) {
        lock.require();
        RunFolder.makeWithin(again.resolve(RunFolder.RUNS));
        for (int n = 0; n < runs; n++) {
          RunId id = complete.get(order[n]);
          Path there = RunFolder.run(folder, id);
          Path here = RunFolder.run(again, id);
          String origin = plan.origins().get(id.strategy());
          if (!origin.equals(PlayedBy.read(there))) {
            differences.add(
                there + " was played by another strategy, or by another version of its plug-in");
          }
          PlayedBy.mark(here, origin);
          play(plan, id, again, player, progress).ifPresent(differences::add);
          differences.addAll(differences(there, here));
          progress.completed(id.folderName());
        }
      } finally {
        RunFolder.delete(again);
      }
      return new Verification(runs, complete.size(), damaged, differences);
    } catch (IOException e) {
      throw ExperimentException.of("cannot verify " + folder, e);
    }
  }

  /** Tells of all that are damaged, whether they are drawn or not. */
  private static List<RunId> complete(Plan plan, Path folder, List<String> damaged)
      throws IOException {
    List<RunId> complete = new ArrayList<>();
    for (StrategySpec<?> strategy : plan.spec().strategies()) {
      for (long seed : plan.spec().seeds()) {
        RunId id = RunId.of(plan.spec(), strategy, seed);
        Path run = RunFolder.run(folder, id);
        RunLog.damage(run, plan.expected(id))
            .ifPresent(what -> damaged.add(what + "; run the experiment again, which mends it"));
        if (RunLog.isFinished(run) && RunFolder.misplaced(run).isEmpty()) {
          complete.add(id);
        }
      }
    }
    return complete;
  }

  private static Optional<String> play(
      Plan plan, RunId id, Path folder, RunPlayer player, Progress progress) {
    RunOptions options = new RunOptions(1, false, false, Double.MAX_VALUE);
    RunPlayer.Result result = player.play(plan, id, folder, options, progress);
    return result instanceof RunPlayer.Result.Failed failed
        ? Optional.of(failed.run().message())
        : Optional.empty();
  }

  private static List<String> differences(Path there, Path here) throws IOException {
    List<String> differences = new ArrayList<>();
    for (String name : RunLog.FILES) {
      Path before = there.resolve(name);
      Path now = here.resolve(name);
      if (!Files.exists(before) || !Files.exists(now)) {
        differences.add(before + " is missing, there or when played again");
        continue;
      }
      long at = Files.mismatch(before, now);
      if (at >= 0) {
        differences.add(
            String.format(Locale.ROOT, "%s differs from line %,d on", before, lineOf(before, at)));
      }
    }
    return differences;
  }

  private static long lineOf(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return 1 + IntStream.range(0, (int) at).filter(n -> bytes[n] == '\n').count();
  }
}
