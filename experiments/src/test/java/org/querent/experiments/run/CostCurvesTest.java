package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.CompleteRun;
import org.querent.experiments.folder.CurveReader;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.statistics.LearningCurve;

/** An experiment in which an answer about an item costs 0.25 to 4. */
class CostCurvesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path files;
  @TempDir Path results;

  private Plan plan;

  private static String costs(double cheapest) {
    StringBuilder lines = new StringBuilder("movieId,cost\n");
    for (int item = 500; item < 560; item++) {
      lines.append(item).append(',').append(cheapest * (1 << item % 5)).append('\n');
    }
    return lines.toString();
  }

  private WholeExperiment experiment() {
    return Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
  }

  private Path run() {
    WholeExperiment experiment = experiment();
    plan = experiment.plan(files.resolve("costly.yaml"));
    return experiment.run(plan, results, new RunOptions(2, false, false, 5), new Count()).folder();
  }

  @BeforeEach
  void write() {
    SampleExperiment.write(files);
    SampleExperiment.write(files, "costs.csv", costs(0.25));
    SampleExperiment.write(
        files,
        "costly.yaml",
        SampleExperiment.with("batch: 20}", "batch: 20, costs: costs.csv}")
            .replace("max-variance", "expected-variance-reduction"));
  }

  private List<LearningCurve> curves(Path folder) {
    FolderReader reader =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(FolderReader.class);
    List<CompleteRun> runs = reader.runs(PlayedFolder.of(folder), plan.spec(), note -> {});
    return CurveReader.curves(plan.spec(), runs.stream().map(CompleteRun::curve).toList());
  }

  private static List<JsonNode> points(Path folder, LearningCurve curve) throws IOException {
    Path run = folder.resolve("runs/%s-vfm-%d".formatted(curve.strategy(), curve.seed()));
    List<JsonNode> points = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve(RunLog.CURVE))) {
      points.add(JSON.readTree(line));
    }
    return points;
  }

  @Test
  void curves_are_compared_at_equal_costs() throws IOException {
    Path folder = run();
    List<LearningCurve> curves = curves(folder);
    assertEquals(4, curves.size());
    double reached = Double.POSITIVE_INFINITY;
    for (LearningCurve curve : curves) {
      reached = Math.min(reached, points(folder, curve).get(4).get("cost").doubleValue());
    }
    int step = (int) Math.ceil(reached / 4);
    int[] grid = IntStream.rangeClosed(0, (int) (reached / step)).map(n -> n * step).toArray();
    for (LearningCurve curve : curves) {
      assertArrayEquals(grid, curve.queries());
      double[] expected = new double[grid.length];
      for (JsonNode point : points(folder, curve)) {
        for (int n = 0; n < grid.length; n++) {
          if (point.get("cost").doubleValue() <= grid[n]) {
            expected[n] = point.get("rmse").doubleValue();
          }
        }
      }
      assertArrayEquals(expected, curve.metrics().get(LearningCurve.RMSE));
    }
    assertTrue(Files.readString(folder.resolve("report.html")).contains("cost of queries"));
  }

  @Test
  void a_costly_answer_is_asked_for_less_often() throws IOException {
    Path folder = run();
    List<Double> spent = new ArrayList<>();
    for (LearningCurve curve : curves(folder)) {
      spent.add(points(folder, curve).get(4).get("cost").doubleValue());
    }
    assertTrue(
        Math.max(spent.get(2), spent.get(3)) < Math.min(spent.get(0), spent.get(1)),
        () -> spent + "");
  }

  @Test
  void other_costs_are_another_experiment() {
    Path folder = run();
    SampleExperiment.write(files, "costs.csv", costs(0.5));
    assertNotEquals(folder, run());
  }

  @Test
  void a_file_of_costs_that_is_not_there_is_named_before_anything_is_played() throws IOException {
    Files.delete(files.resolve("costs.csv"));
    String message = assertThrows(ExperimentException.class, this::run).getMessage();
    assertTrue(message.contains("costs.csv"), message);
    assertTrue(SampleExperiment.files(results).isEmpty());
  }
}
