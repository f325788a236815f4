package org.querent.experiments.live;

import com.google.inject.Guice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.PhaseTimes;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunTimes;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Provenance;
import org.querent.experiments.run.SessionFacts;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.progress.CurvePoint;

/** The run folder of the small experiment, written step by step as who plays it would. */
public final class GrowingFolder implements AutoCloseable {
  private final WholeExperiment experiment;
  private final Plan plan;
  private final Path path;
  private final RunFolder lock;
  private final String resolved;
  private final List<RunLog> logs = new ArrayList<>();
  private boolean closed;

  /** One of its runs, which is under way. */
  public final class Run {
    private final Path folder;
    private final RunLog log;
    private final RunId id;
    private int asked;

    /** The error at the last evaluation. */
    private double rmse;

    private Run(String name) throws IOException {
      folder = path.resolve("runs").resolve(name);
      id =
          RunId.all(plan.spec()).stream()
              .filter(run -> run.folderName().equals(name))
              .findFirst()
              .orElseThrow();
      log = RunLog.open(folder, plan.dataset().ratings());
    }

    /** Asks until there are so many queries, and evaluates. */
    public Run to(int queries, double rmse) {
      while (asked < queries) {
        log.answered(++asked, 0, 0, 3);
      }
      evaluate(queries, rmse);
      return this;
    }

    /** Asks each of some users twice, as all that there is to ask, evaluating after each time. */
    public Run twice(int users, double rmse) {
      log.offered(visitor -> visitor.pair(0, 0, 2.0 * users));
      for (int time = 1; time <= 2; time++) {
        for (int user = 0; user < users; user++) {
          log.answered(++asked, user, 0, 3);
        }
        evaluate(time, rmse);
      }
      return this;
    }

    private void evaluate(int queries, double rmse) {
      this.rmse = rmse;
      Accuracy accuracy = new Accuracy(rmse, rmse, rmse, 0.9);
      log.evaluated(
          new CurvePoint(
              queries,
              100 + queries,
              1,
              queries,
              queries,
              0,
              1,
              accuracy,
              1,
              OptionalDouble.empty(),
              Optional.empty(),
              Map.of()));
    }

    /** Asks and evaluates what is left in a pool, without another error, and marks it complete. */
    public void finish() {
      for (int point : new int[] {0, 60, 100, 160, 200}) {
        if (point > asked) {
          to(point, rmse);
        }
      }
      complete();
    }

    /** Appends what is not a whole line to both logs. */
    public Run half() {
      append(RunLog.CURVE, "{\"queries\":150,\"rati");
      append(RunLog.QUERIES, "{\"query\":199,\"us");
      return this;
    }

    /** Appends something to a file. */
    public void append(String name, String text) {
      try {
        Files.writeString(
            folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Marks it complete. */
    public void complete() {
      try {
        RunTimes.of(folder, plan.expected(id).origin(), note -> {}).close();
        log.complete(plan.expected(id).origin(), asked);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Ends it as a strategy that fails. */
    public void fail(String message) {
      try {
        new FailedRun(folder.getFileName().toString(), message).keep(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private GrowingFolder(WholeExperiment experiment, Plan plan, Path results) {
    this.experiment = experiment;
    this.plan = plan;
    path = results.resolve(plan.folderName());
    lock = RunFolder.ifFree(path, note -> {}).orElseThrow();
    lock.write(PlayedFolder.EXPERIMENT, "");
    resolved = PlayedFolder.resolved(plan.resolved(), "");
    lock.write(PlayedFolder.RESOLVED, resolved);
  }

  /** Begins in an empty folder. */
  public static GrowingFolder in(Path folder) {
    return in(folder, SampleExperiment.YAML);
  }

  /** Begins another experiment on the same ratings. */
  public static GrowingFolder in(Path folder, String yaml) {
    SampleExperiment.write(folder);
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(folder)).getInstance(WholeExperiment.class);
    Path file = SampleExperiment.write(folder, "growing.yaml", yaml);
    return new GrowingFolder(experiment, experiment.plan(file), folder.resolve("results"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Somebody who looks on. */
  public ExperimentWatch watch() {
    return experiment.watch(path, IntervalMethod.STUDENT);
  }

  /** Begins a run, such as {@code random-vfm-1}. */
  public Run run(String name) {
    try {
      Run run = new Run(name);
      logs.add(run.log);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what is known at the begin. */
  void writeFacts() {
    lock.write(
        PlayedFolder.PROVENANCE,
        Provenance.json(plan, resolved, "cpu", SessionFacts.NONE, List.of()));
    lock.write(
        PhaseTimes.NAME,
        PhaseTimes.json(plan.spec(), path, id -> plan.expected(id).origin(), resolved, note -> {}));
  }

  /** Its process ends, if it has not yet. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      for (RunLog log : logs) {
        log.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lock.close();
  }
}
