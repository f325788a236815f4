package org.querent.experiments.run;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.querent.core.UserException;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.ExpectedRun;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.LineLog;
import org.querent.experiments.folder.RunCheckpoints;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.folder.RunTimes;
import org.querent.experiments.lock.FolderLock;
import org.querent.experiments.tune.Trial;
import org.querent.experiments.tune.Tuner;
import org.querent.simulator.Simulator;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.UserValues;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.EvenDraws;
import org.querent.simulator.progress.Phase;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.progress.StoppedAt;
import org.querent.strategies.StrategyException;
import org.querent.strategies.Trait;

/**
 * Plays single runs into their folders: from the start, from where they or shorter ones of the same
 * kind were broken off, or not at all if they are complete. Thread-safe; a run is played by one
 * thread of one process at a time.
 */
public final class RunPlayer {
  private final Simulator simulator;
  private final ShorterRuns shorter;
  private final Tuner tuner;

  @Inject
  RunPlayer(Simulator simulator, ShorterRuns shorter, Tuner tuner) {
    this.simulator = simulator;
    this.shorter = shorter;
    this.tuner = tuner;
  }

  /** What became of a run. */
  sealed interface Result {
    /** It is complete. */
    record Complete() implements Result {}

    /** Its strategy ended it. */
    record Failed(FailedRun run) implements Result {}

    /** Another process plays it. */
    record Elsewhere() implements Result {}
  }

  /** The RMSE with all ratings but the holdout of a seed known. Cost: a fit to all of them. */
  double rmseOfAll(Plan plan, long seed) {
    List<Trial> trials = trials(plan, seed, Long.toString(seed), note -> {});
    return simulator.rmseOfAll(plan.dataset(), plan.simulation(trials), seed);
  }

  /** What a seed tries before its runs; nothing where nothing is chosen by seed. */
  private List<Trial> trials(Plan plan, long seed, String name, Consumer<String> notes) {
    return plan.choice(seed).map(it -> tuner.trials(it, name, notes)).orElse(List.of());
  }

  /**
   * Plays a run to its end, unless another process does.
   *
   * @param folder the run folder
   * @throws ExperimentException if anything but the strategy fails
   * @throws CancellationException if the thread is interrupted
   */
  Result play(Plan plan, RunId id, Path folder, RunOptions options, Progress progress) {
    Path run = RunFolder.run(folder, id);
    try {
      ExpectedRun expected = plan.expected(id);
      if (RunLog.isComplete(run, expected) && !Files.exists(RunCheckpoints.folder(run))) {
        progress.kept(plan.queries());
        return new Result.Complete();
      }
      Optional<FolderLock> lock = FolderLock.ofRun(folder, id.folderName());
      if (lock.isEmpty()) {
        return new Result.Elsewhere();
      }
      try (FolderLock own = lock.get()) {
        RunPlugins.begin(plan, id, run);
        return played(
            new Play(
                this, plan, id, expected, run, own, options, progress, new RunProgress(progress)));
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot write the run " + run, e);
    } catch (UncheckedIOException e) {
      throw ExperimentException.of("cannot write the run " + run, e.getCause());
    } catch (UserException e) {
      throw new ExperimentException("run " + id.folderName() + ": " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      // No strategy's doing, and what is left to play would lack it too.
      throw new ExperimentException(
          "run "
              + id.folderName()
              + ": out of memory; play fewer runs at a time (--threads), or give Java more (QUERENT_JAVA_OPTS=-Xmx8g); the same command goes on from here",
          e);
    }
  }

  /**
   * What becomes of a run; how its strategy ends it is kept in its folder until it is begun again.
   */
  private static Result played(Play play) throws IOException {
    try {
      if (RunLog.isComplete(play.folder, play.expected)) {
        // By another process since it was looked at, or by one that was killed just then.
        RunCheckpoints.complete(play.folder, play.plan.spec().settings().protocol());
        play.progress.kept(play.plan.queries());
        return new Result.Complete();
      }
      FailedRun.forget(play.folder);
      play.mend();
      return new Result.Complete();
    } catch (StrategyException e) {
      return new Result.Failed(play.failed(e));
    } catch (IOException | UncheckedIOException e) {
      // In a folder that is gone nothing else is worth telling.
      play.lock.require();
      throw e;
    }
  }

  /**
   * A run that is played here.
   *
   * @param folder the run's
   * @param counted hears what progress does, of this run
   */
  private record Play(
      RunPlayer player,
      Plan plan,
      RunId id,
      ExpectedRun expected,
      Path folder,
      FolderLock lock,
      RunOptions options,
      Progress progress,
      RunProgress counted) {
    FailedRun failed(StrategyException thrown) throws IOException {
      lock.require();
      FailedRun failed = FailedRun.of(id, plan.strategy(id).provider().name(), thrown);
      failed.keep(folder);
      counted.failed(plan.queries());
      return failed;
    }

    void mend() throws IOException {
      Optional<String> damage = RunLog.damage(folder, expected);
      damage.ifPresent(
          what ->
              progress.noted(
                  String.format(
                      Locale.ROOT,
                      "the run %s is damaged; it is mended: %s",
                      id.folderName(),
                      what)));
      if (RunSeal.originOf(folder).filter(own -> !own.isOf(expected.origin())).isPresent()) {
        // What is another run's has nothing to go on from.
        RunLog.discard(folder);
      }
      if (parts() > 0 && !options.force()) {
        player.shorter.takeOver(plan, id, folder, progress);
      }
      try {
        playOn();
      } catch (LineLog.ChangedException e) {
        if (damage.isEmpty()) {
          progress.noted(
              String.format(
                  Locale.ROOT,
                  "%s: the run does otherwise now than when it was begun, by another version of querent or in another run's folder; it is begun anew",
                  e.getMessage()));
        }
        RunLog.discard(folder);
        counted.begunAnew();
        playOn();
      }
    }

    private void playOn() throws IOException {
      List<Trial> trials = player.trials(plan, id.seed(), id.repetition(), progress::noted);
      try (RunLog log = RunLog.open(folder, plan.dataset().ratings())) {
        log.tuned(trials);
        RunCheckpoints checkpoints = checkpoints(log);
        progress.playing(id.folderName());
        int asked;
        try (RunTimes times = RunTimes.of(folder, expected.origin(), progress::noted)) {
          asked =
              player.simulator.run(
                  plan.dataset(),
                  plan.simulation(plan.strategy(id), trials),
                  plan.strategy(id)::create,
                  id.seed(),
                  counting(log, times),
                  checkpoints);
        }
        lock.require();
        log.complete(expected.origin(), asked);
        RunCheckpoints.complete(folder, plan.spec().settings().protocol());
      }
    }

    private RunCheckpoints checkpoints(RunLog log) {
      return new RunCheckpoints(
          folder,
          lock,
          log,
          expected.origin(),
          parts(),
          options.checkpointSeconds(),
          counted::goesOn,
          progress::noted);
    }

    /** A strategy that keeps what cannot be made again is played from its start. */
    private int parts() {
      return plan.strategy(id).strategy().has(Trait.REMEMBERS)
          ? 0
          : plan.spec().settings().checkpoints();
    }

    private SimulationListener counting(SimulationListener log, RunTimes times) {
      return new SimulationListener() {
        @Override
        public void offered(EvenDraws draws) {
          log.offered(draws);
        }

        @Override
        public void natural(int query, int user, int item, double rating) {
          log.natural(query, user, item, rating);
        }

        @Override
        public void answered(int query, int user, int item, double rating) {
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
          counted.asked();
        }

        @Override
        public void evaluated(CurvePoint point) {
          log.evaluated(point);
        }

        @Override
        public void calibrated(Calibration calibration) {
          log.calibrated(calibration);
        }

        @Override
        public void ranked(UserValues values) {
          log.ranked(values);
        }

        @Override
        public void stopped(List<StoppedAt> rules) {
          log.stopped(rules);
        }

        @Override
        public void spent(Phase phase, long nanos) {
          times.add(phase, nanos);
        }
      };
    }
  }
}
