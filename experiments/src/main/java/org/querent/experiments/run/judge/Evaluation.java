package org.querent.experiments.run.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.querent.core.Counted;
import org.querent.core.UserException;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.folder.judged.JudgedRun;
import org.querent.experiments.folder.judged.LoggedRun;
import org.querent.experiments.learner.EvaluatorSpec;
import org.querent.experiments.plugin.PluginCode;
import org.querent.experiments.run.Plan;
import org.querent.simulator.Simulator;
import org.querent.simulator.judge.Judge;
import org.querent.simulator.judge.JudgedPoint;

/**
 * Lets learners judge the complete runs of a run folder, several runs at a time. What is there of
 * the same run and the same learner is kept, so that what was broken off goes on where it was, a
 * run and a learner at a time; the bytes are the same on any number of threads.
 *
 * @param plan the experiment
 * @param folder its run folder
 * @param evaluators who judges
 */
public record Evaluation(Plan plan, Path folder, List<EvaluatorSpec> evaluators) {
  /**
   * Judges what is not judged yet.
   *
   * @param threads how many runs at a time
   * @param notes hears how far it is, and of runs that are damaged and passed over
   * @throws ExperimentException if a learner fails, or nothing can be written
   */
  public void judge(int threads, Consumer<String> notes) {
    List<RunId> runs =
        RunId.all(plan.spec()).stream()
            .filter(id -> RunSeal.isThere(RunFolder.run(folder, id)))
            .toList();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> tasks = new ArrayList<>();
      runs.forEach(id -> tasks.add(pool.submit(() -> judge(id, notes))));
      for (int n = 0; n < tasks.size(); n++) {
        if (tasks.get(n).get()) {
          notes.accept(
              String.format(
                  Locale.ROOT,
                  "judged %,d of %s: %s",
                  n + 1,
                  Counted.of(tasks.size(), "run"),
                  runs.get(n).folderName()));
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new IllegalStateException("a learner failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentException("the evaluation was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Returns whether there was anything to do. */
  private boolean judge(RunId id, Consumer<String> notes) {
    Path run = RunFolder.run(folder, id);
    try {
      String made = JudgedRun.madeOf(run);
      List<EvaluatorSpec> missing = new ArrayList<>();
      for (EvaluatorSpec evaluator : evaluators) {
        Optional<JudgedRun> there = JudgedRun.read(file(evaluator, id));
        if (there.filter(it -> it.of().equals(made + identity(evaluator))).isEmpty()) {
          missing.add(evaluator);
        }
      }
      if (missing.isEmpty()) {
        return false;
      }
      Optional<String> damage = RunLog.damage(run, plan.expected(id));
      if (damage.isPresent()) {
        notes.accept(damage.get() + "; nobody judges it until querent run has mended it");
        return false;
      }
      Judge judge =
          new Judge(
              plan.dataset(),
              plan.simulation(),
              Simulator.split(plan.dataset(), plan.simulation(), id.seed()),
              id.seed());
      LoggedRun logged =
          LoggedRun.read(run, plan.spec().settings().protocol(), plan.dataset().ratings());
      for (EvaluatorSpec evaluator : missing) {
        List<JudgedPoint> points = points(judge, logged, evaluator, id);
        new JudgedRun(made + identity(evaluator), points).write(file(evaluator, id));
      }
      return true;
    } catch (RunSeal.BrokenException e) {
      notes.accept(e.what() + "; nobody judges it until querent run has mended it");
      return false;
    } catch (IOException e) {
      throw ExperimentException.of("cannot judge the run " + run, e);
    }
  }

  private Path file(EvaluatorSpec evaluator, RunId id) {
    return JudgedRun.file(folder, evaluator.label(), id);
  }

  /** What decides what a learner makes of a run. */
  private static String identity(EvaluatorSpec evaluator) {
    return evaluator.toPlain()
        + evaluator.learner().plugin().map(plugin -> " " + PluginCode.sha256(plugin)).orElse("");
  }

  private static List<JudgedPoint> points(
      Judge judge, LoggedRun logged, EvaluatorSpec evaluator, RunId id) {
    List<JudgedPoint> points = new ArrayList<>();
    for (int queries : logged.points(evaluator.grid().every())) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(id.folderName());
      }
      try {
        points.add(judge.judge(evaluator.learner(), logged.answers(), queries));
      } catch (UserException e) {
        throw failed(evaluator, id, e.getMessage(), e);
      } catch (RuntimeException | LinkageError e) { // whatever the code of others throws
        throw failed(evaluator, id, e.toString(), e);
      }
    }
    return points;
  }

  private static ExperimentException failed(
      EvaluatorSpec evaluator, RunId id, String reason, Throwable thrown) {
    return new ExperimentException(
        String.format(
            Locale.ROOT,
            "the learner %s, judging the run %s: %s",
            evaluator.label(),
            id.folderName(),
            reason),
        thrown);
  }
}
