package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.querent.core.UserException;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.run.Experiment.Plan;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.StrategySpec;
import org.querent.simulator.CurvePoint;
import org.querent.simulator.SimulationListener;
import org.querent.simulator.SimulationSettings;
import org.querent.simulator.Simulator;
import org.querent.strategies.StrategyException;

/** Plays the runs of an experiment over the cores of this machine. */
public final class ExperimentRunner {
  private final Simulator simulator;

  @Inject
  ExperimentRunner(Simulator simulator) {
    this.simulator = simulator;
  }

  /**
   * Plays all runs that are not complete yet. What a run writes depends on the experiment, the data
   * set and its seed only, not on the number of threads.
   *
   * @param plan the experiment
   * @param folder where the runs are written; complete runs found there are kept
   * @param options how they are played
   * @param progress hears how far it is
   * @return the runs whose strategies failed, in the order of the experiment; the others are
   *     complete
   * @throws ExperimentException if anything else fails; the runs that were complete stay
   */
  List<FailedRun> play(Plan plan, RunFolder folder, RunOptions options, Progress progress) {
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      CompletionService<Task> completions = new ExecutorCompletionService<>(pool);
      List<Task> tasks = tasks(plan, folder, options, progress);
      tasks.forEach(task -> completions.submit(task::play, task));
      for (int n = 0; n < tasks.size(); n++) {
        Task played = completions.take().get();
        if (played.failure.isEmpty()) {
          progress.completed(played.id.folderName());
        }
      }
      return tasks.stream().flatMap(task -> task.failure.stream()).toList();
    } catch (ExecutionException e) {
      throw unwrap(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentException("the experiment was interrupted", e);
    } finally {
      stop(pool);
    }
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

  /** Seed by seed, so that a first picture of all strategies is there early. */
  private List<Task> tasks(Plan plan, RunFolder folder, RunOptions options, Progress progress) {
    ExperimentSpec spec = plan.spec();
    SimulationSettings settings = plan.simulation();
    List<Task> tasks = new ArrayList<>();
    for (long seed : spec.seeds()) {
      for (StrategySpec<?> strategy : spec.strategies()) {
        RunId id = RunId.of(spec, strategy, seed);
        tasks.add(new Task(plan, settings, strategy, id, folder.run(id), options, progress));
      }
    }
    return tasks;
  }

  private final class Task {
    private final Plan plan;
    private final SimulationSettings settings;
    private final StrategySpec<?> strategy;
    private final RunId id;
    private final Path folder;
    private final RunOptions options;
    private final Progress progress;

    /** How the strategy failed, once it has; handed over by the completion of the task. */
    private Optional<FailedRun> failure = Optional.empty();

    Task(
        Plan plan,
        SimulationSettings settings,
        StrategySpec<?> strategy,
        RunId id,
        Path folder,
        RunOptions options,
        Progress progress) {
      this.plan = plan;
      this.settings = settings;
      this.strategy = strategy;
      this.id = id;
      this.folder = folder;
      this.options = options;
      this.progress = progress;
    }

    void play() {
      try {
        if (RunLog.isComplete(folder)) {
          progress.asked(plan.queries());
          return;
        }
        if (RunLog.isMarked(folder)) {
          progress.noted("the run " + id.folderName() + " is damaged; it is mended");
        }
        try {
          playOn();
        } catch (LineLog.ChangedException e) {
          progress.noted(
              "%s: the run does otherwise now than when it was begun, by another version of a plug-in or of querent; it is begun anew"
                  .formatted(e.getMessage()));
          RunLog.discard(folder);
          playOn();
        }
      } catch (StrategyException e) {
        failure = Optional.of(FailedRun.of(id, strategy.provider().name(), e.getMessage()));
      } catch (OutOfMemoryError e) {
        String message =
            "out of memory; play fewer runs at a time (--threads), or give Java more (JAVA_TOOL_OPTIONS=-Xmx8g)";
        failure = Optional.of(FailedRun.of(id, strategy.provider().name(), message));
      } catch (IOException e) {
        throw RunFolder.failure("cannot write the run " + folder, e);
      } catch (UncheckedIOException e) {
        throw RunFolder.failure("cannot write the run " + folder, e.getCause());
      } catch (UserException e) {
        throw new ExperimentException("run " + id.folderName() + ": " + e.getMessage(), e);
      }
    }

    private void playOn() throws IOException {
      try (RunLog log = RunLog.open(folder, plan.dataset().ratings())) {
        RunCheckpoints checkpoints = checkpoints(log);
        simulator.run(
            plan.dataset(), settings, strategy::create, id.seed(), counting(log), checkpoints);
        log.complete();
        checkpoints.clear();
      }
    }

    /** A strategy that keeps what cannot be made again is played from its start. */
    private RunCheckpoints checkpoints(RunLog log) {
      int perRun = strategy.strategy().restartable() ? plan.spec().settings().checkpoints() : 0;
      return new RunCheckpoints(folder, log, perRun, options.checkpointSeconds(), progress);
    }

    private SimulationListener counting(SimulationListener log) {
      return new SimulationListener() {
        @Override
        public void answered(int query, int user, int item, float rating) {
          log.answered(query, user, item, rating);
          count();
        }

        @Override
        public void unanswered(int query, int user, int item) {
          log.unanswered(query, user, item);
          count();
        }

        private void count() {
          if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException(id.folderName());
          }
          progress.asked(1);
        }

        @Override
        public void evaluated(CurvePoint point) {
          log.evaluated(point);
        }
      };
    }
  }
}
