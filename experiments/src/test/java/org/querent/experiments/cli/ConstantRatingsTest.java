package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.SampleExperiment;

/** Users who are of one mind, so that no rating has any noise. */
class ConstantRatingsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String STRATEGIES =
      "[random, max-variance, bald, expected-variance-reduction, expected-model-change, ucb,"
          + " thompson-sampling, query-by-committee]";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: {factors: 2}",
        "model: {factors: 2, covariance: full}",
        "model: {type: auto-vfm, factors: 2}",
        "model: {type: auto-vfm, factors: 2, covariance: full}",
        "model: {type: fm, factors: 2}",
        "model: {factors: 0}",
        "model: {factors: 2}\ntraining: {optimizer: adam}"
      })
  void every_model_plays_them_to_the_end_in_numbers(String settings) throws IOException {
    SampleExperiment.write(
        folder,
        "ratings.csv",
        "userId,movieId,rating,timestamp\n"
            + SampleExperiment.ratings(600, ",").replaceAll(",\\d+,(\\d+)\n", ",4,$1\n"));
    Path file =
        SampleExperiment.write(
            folder,
            "constant.yaml",
            """
            name: constant
            dataset: {path: ratings.csv}
            split: {test: 0.2, initial: 50}
            strategies: %s
            queries: {budget: 200, batch: 20}
            evaluate: {every: 50}
            seeds: 1
            %s
            """
                .formatted(settings.contains("type: fm") ? "[random]" : STRATEGIES, settings));
    Path report = Path.of(Commands.done("run", file, "--out", folder).strip());
    for (Path run : runs(report)) {
      List<String> curve = Files.readAllLines(run.resolve("curve.jsonl"));
      assertEquals(5, curve.size());
      for (String line : curve) {
        for (String metric : List.of("rmse", "mae", "nll", "pool-variance", "noise")) {
          assertTrue(JSON.readTree(line).path(metric).isNumber(), line);
        }
      }
      JsonNode last = JSON.readTree(curve.get(4));
      assertEquals(1, last.path("coverage-90").doubleValue(), run.toString());
      assertEquals(0, last.path("rmse").doubleValue(), 0.01, run.toString());
    }
  }

  private static List<Path> runs(Path report) throws IOException {
    try (var runs = Files.list(report.resolveSibling("runs"))) {
      return runs.filter(Files::isDirectory).sorted().toList();
    }
  }
}
