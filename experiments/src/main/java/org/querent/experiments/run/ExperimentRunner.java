package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.RunId;
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

  private record Task(StrategySpec<?> strategy, RunId id) {}

  private record Played(Task task, RunPlayer.Result result) {}

  @Override
  public Results play(
      Plan plan, Path folder, RunOptions options, boolean waiting, Progress progress) {
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    Map<RunId, RunPlayer.Result> results = new HashMap<>();
    try {
      CompletionService<Played> completions = new ExecutorCompletionService<>(pool);
      List<Task> tasks = tasks(plan);
      Progress stopping = new StoppingProgress(pool::isShutdown, progress);
      for (Task task : tasks) {
        completions.submit(() -> play(plan, task, folder, options, stopping));
      }
      for (int left = tasks.size(); left > 0; left--) {
        Played played = completions.take().get();
        if (waiting && played.result() instanceof Elsewhere) {
          completions.submit(
              () -> {
                Thread.sleep(LOOK_MILLIS);
                return play(plan, played.task(), folder, options, stopping);
              });
          left++;
          continue;
        }
        results.put(played.task().id(), played.result());
        if (played.result() instanceof Complete) {
          progress.completed(played.task().id().folderName());
        }
      }
      return results(tasks, results);
    } catch (ExecutionException e) {
      throw unwrap(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentException("the experiment was interrupted", e);
    } finally {
      stop(pool);
    }
  }

  private Played play(Plan plan, Task task, Path folder, RunOptions options, Progress progress) {
    return new Played(
        task, player.play(plan, task.strategy(), task.id(), folder, options, progress));
  }

  private static Results results(List<Task> tasks, Map<RunId, RunPlayer.Result> results) {
    List<FailedRun> failed = new ArrayList<>();
    int elsewhere = 0;
    for (Task task : tasks) {
      RunPlayer.Result result = results.get(task.id());
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

  private static RuntimeException unwrap(Throwable cause) {
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("a run failed: " + cause, cause);
  }

  private static List<Task> tasks(Plan plan) {
    return RunId.all(plan.spec()).entrySet().stream()
        .map(run -> new Task(run.getValue(), run.getKey()))
        .toList();
  }
}
