package org.querent.experiments.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.run.FolderWatch;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Progress;
import org.querent.experiments.run.RemoteExperiment;
import org.querent.experiments.run.RunEngine;
import org.querent.experiments.run.RunOptions;

/**
 * Plays each run as a task of Spark. The data are broadcast once; the executors write into the run
 * folder, which has to be the same folder on all machines. The task of an executor that is lost is
 * played by another, from the run's last checkpoint. Thread-safe; one context at a time in a JVM.
 */
public final class SparkEngine implements RunEngine {
  private static final long LOOK_MILLIS = 500;

  /** A lost executor is no fault of the run's: much may be lost before that is given up. */
  private static final int MOST_FAILURES = 16;

  private final String master;
  private final List<Path> plugins;

  /**
   * An engine on a cluster.
   *
   * @param master such as {@code spark://host:7077}
   * @param plugins jars of strategies, in a place that all machines see
   */
  public SparkEngine(String master, List<Path> plugins) {
    this.master = master;
    this.plugins = List.copyOf(plugins);
  }

  @Override
  public Results play(
      Plan plan, Path folder, RunOptions options, boolean waiting, Progress progress) {
    SparkConf settings =
        new SparkConf()
            .setMaster(master)
            .setAppName("querent " + plan.spec().name())
            .set("spark.task.maxFailures", Integer.toString(MOST_FAILURES))
            .set("spark.ui.enabled", "false")
            .set("spark.ui.showConsoleProgress", "false");
    try (JavaSparkContext spark = new JavaSparkContext(settings)) {
      return play(plan, folder, options, progress, spark);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentException("the experiment was interrupted", e);
    }
  }

  private Results play(
      Plan plan, Path folder, RunOptions options, Progress progress, JavaSparkContext spark)
      throws InterruptedException {
    Broadcast<RemoteExperiment> experiment =
        spark.broadcast(RemoteExperiment.of(plan, folder, options));
    int runs = plan.spec().runs();
    List<Integer> numbers = IntStream.range(0, runs).boxed().toList();
    JavaFutureAction<List<FailedRun>> played =
        spark.parallelize(numbers, runs).flatMap(new PlayRun(experiment, plugins)).collectAsync();
    FolderWatch watch = new FolderWatch(plan, folder, progress);
    while (!played.isDone()) {
      Thread.sleep(LOOK_MILLIS);
      watch.look();
    }
    watch.look();
    try {
      return new Results(played.get(), 0);
    } catch (ExecutionException e) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "the runs cannot be played on %s: %s",
              master,
              String.valueOf(e.getCause().getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
