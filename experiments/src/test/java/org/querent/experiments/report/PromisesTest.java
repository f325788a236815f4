package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Progress;
import org.querent.experiments.run.RunOptions;
import org.querent.experiments.statistics.IntervalMethod;

class PromisesTest {
  private static final String YAML =
      SampleExperiment.with("every: 50", "every: 50, metrics: [rmse, promised]");

  @TempDir Path files;

  private final WholeExperiment experiment =
      Guice.createInjector(new ExperimentsModule(Path.of("none")))
          .getInstance(WholeExperiment.class);

  private static RunCurve run(String strategy, long seed, double[] promised, double... rmse) {
    int[] queries = {0, 10, 20};
    double[] costs = {0, 10, 20};
    return new RunCurve(
        Path.of("curve.jsonl"),
        new RunId(strategy, "vfm", seed, Long.toString(seed)),
        true,
        queries,
        costs,
        costs,
        promised.length == 0 ? Map.of("rmse", rmse) : Map.of("rmse", rmse, "promised", promised));
  }

  @Test
  void the_slope_is_that_of_the_fall_of_the_squared_error_over_what_was_promised() {
    double[] promised = {0, 1, 2};
    Promises promises =
        Promises.of(
            List.of(
                run("a", 1, promised, 2, Math.sqrt(3), Math.sqrt(2)),
                run("a", 2, promised, 2, Math.sqrt(2), 0),
                run("b", 1, new double[0], 2, 1, 1),
                run("c", 1, new double[] {0, 0, 0}, 2, 1, 1)),
            IntervalMethod.STUDENT);
    assertEquals(List.of("a"), List.copyOf(promises.strategies().keySet()));
    Promises.Delivered of = promises.strategies().get("a");
    assertEquals(1.5, of.slope().mean(), 1e-12);
    assertEquals(2, of.end().mean(), 1e-12);
    assertEquals(3, of.delivered().get(2).mean(), 1e-12);
    assertEquals(1, of.promised()[1], 1e-12);
  }

  private Plan plan(String yaml) {
    SampleExperiment.write(files);
    return experiment.plan(SampleExperiment.write(files, "promised.yaml", yaml));
  }

  private Path run(Plan plan, String results, Progress progress) {
    RunOptions options = new RunOptions(2, false, false, 0);
    return experiment.run(plan, files.resolve(results), options, progress).folder();
  }

  @Test
  void the_report_tells_what_was_promised_and_delivered_where_it_was_measured() throws IOException {
    Path folder = run(plan(YAML), "measured", Progress.NONE);
    List<String> csv = Files.readAllLines(folder.resolve("promise.csv"));
    assertEquals(3, csv.size(), csv.toString());
    assertTrue(csv.get(0).startsWith("strategy,seeds,promised,promised-low"), csv.get(0));
    assertTrue(csv.get(1).startsWith("random,2,"), csv.get(1));
    for (String file : List.of("promise.md", "promise.tex", "figures/promise.svg")) {
      assertTrue(Files.exists(folder.resolve(file)), file);
    }
    assertTrue(Files.readString(folder.resolve("report.html")).contains("as promised"));
    Plan plain = plan(SampleExperiment.YAML);
    assertNotEquals(plain.folderName(), plan(YAML).folderName());
    Path without = run(plain, "plain", Progress.NONE);
    assertFalse(Files.exists(without.resolve("promise.csv")));
  }

  @Test
  void a_run_that_was_broken_off_promises_the_same() {
    Path once = run(plan(YAML), "once", Progress.NONE);
    for (int after : new int[] {150, 300}) {
      Progress breaking =
          new Progress() {
            private long asked;

            @Override
            public synchronized void asked(long queries) {
              asked += queries;
              if (asked > after) {
                throw new IllegalStateException("broken off");
              }
            }
          };
      assertThrows(IllegalStateException.class, () -> run(plan(YAML), "broken", breaking));
    }
    Path again = run(plan(YAML), "broken", Progress.NONE);
    assertEquals(
        SampleExperiment.files(once.resolve("runs")),
        SampleExperiment.files(again.resolve("runs")));
  }

  @Test
  void it_is_refused_where_not_the_whole_pool_is_asked_from() {
    String message =
        assertThrows(ExperimentException.class, () -> plan(YAML + "protocol: per-user\n"))
            .getMessage();
    assertTrue(message.contains("under the protocol pool only"), message);
  }
}
