package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.run.RunPlayer.Result.Complete;
import org.querent.experiments.run.RunPlayer.Result.Elsewhere;
import org.querent.experiments.run.RunPlayer.Result.Failed;

/** Plays the runs of an experiment over the cores of this machine. */
public final class ExperimentRunner implements RunEngine {
  /** Between two looks at runs that another process plays. */
  private static final long LOOK_MILLIS = 200;

  private final RunPlayer player;

  @Inject
  ExperimentRunner(RunPlayer player) {
    this.player = player;
  }

  private record Played(RunId id, RunPlayer.Result result) {}

  @Override
  public Results play(
      Plan plan, Path folder, RunOptions options, boolean waiting, Progress progress) {
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    Map<RunId, RunPlayer.Result> results = new HashMap<>();
    try {
      CompletionService<Played> completions = new ExecutorCompletionService<>(pool);
      List<RunId> runs = RunId.all(plan.spec());
      Progress stopping = new StoppingProgress(pool::isShutdown, progress);
      // Complete ones first, so that what is shown starts from what is there.
      for (RunId id : completeFirst(runs, folder)) {
        completions.submit(() -> play(plan, id, folder, options, stopping));
      }
      for (int left = runs.size(); left > 0; left--) {
        Played played = completions.take().get();
        if (waiting && played.result() instanceof Elsewhere) {
          completions.submit(
              () -> {
                Thread.sleep(LOOK_MILLIS);
                return play(plan, played.id(), folder, options, stopping);
              });
          left++;
          continue;
        }
        results.put(played.id(), played.result());
        if (played.result() instanceof Complete) {
          progress.completed(played.id().folderName());
        }
      }
      return results(runs, results);
    } catch (ExecutionException e) {
      throw unwrap(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentException("the experiment was interrupted", e);
    } finally {
      stop(pool);
    }
  }

  private static List<RunId> completeFirst(List<RunId> runs, Path folder) {
    return runs.stream()
        .sorted(Comparator.comparing(id -> !RunSeal.isThere(RunFolder.run(folder, id))))
        .toList();
  }

  private Played play(Plan plan, RunId id, Path folder, RunOptions options, Progress progress) {
    return new Played(id, player.play(plan, id, folder, options, progress));
  }

  private static Results results(List<RunId> runs, Map<RunId, RunPlayer.Result> results) {
    List<FailedRun> failed = new ArrayList<>();
    int elsewhere = 0;
    for (RunId id : runs) {
      RunPlayer.Result result = results.get(id);
      if (result instanceof Failed ended) {
        failed.add(ended.run());
      } else if (result instanceof Elsewhere) {
        elsewhere++;
      }
    }
    return new Results(failed, elsewhere);
  }

  /** Waits until no run writes into the folder any more; a run stops at its next answer. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static RuntimeException unwrap(Throwable cause) {
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("a run failed: " + cause, cause);
  }
}
