package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.RunLog;

/**
 * The same ratings in another unit, c y + d on the scale from c min + d to c max + d, have the same
 * queries and c times the errors, from the file to the logs.
 */
class RescaledExperimentTest {
  @TempDir Path folder;

  /** y becomes c y + d, each number as people would write it. */
  private record Change(String c, String d) {
    BigDecimal of(String stars) {
      return new BigDecimal(c).multiply(new BigDecimal(stars)).add(new BigDecimal(d));
    }

    double factor() {
      return Double.parseDouble(c);
    }
  }

  private static final Change NONE = new Change("1", "0");

  /** The last is Jester's: from -10 to 10. */
  private static final List<Change> CHANGES =
      List.of(
          new Change("20", "0"),
          new Change("1000", "-10"),
          new Change("0.01", "1000"),
          new Change("5", "-15"));

  private static final String STARS = SampleExperiment.ratings(1_500, ",");

  /** The lines of both logs of the only run. */
  private record Logs(List<JsonNode> queries, List<JsonNode> curve) {}

  private Logs play(String model, Change change) throws IOException {
    Path own = Files.createDirectories(folder.resolve("of " + change));
    String rows =
        STARS
            .lines()
            .map(line -> line.split(","))
            .map(row -> row[0] + "," + row[1] + "," + change.of(row[2]).toPlainString())
            .collect(Collectors.joining("\n", "user,item,rating\n", "\n"));
    SampleExperiment.write(own, "r.csv", rows);
    Path file =
        SampleExperiment.write(
            own,
            "e.yaml",
            """
            name: rescaled
            dataset: {path: r.csv, scale: {min: %s, max: %s}, columns: {user: user, item: item, rating: rating}}
            split: {test: 0.2, initial: 100}
            %s
            strategies: [max-variance]
            queries: {budget: 200, batch: 20}
            evaluate: {every: 50}
            seeds: 1
            """
                .formatted(change.of("1").toPlainString(), change.of("5").toPlainString(), model));
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(own)).getInstance(WholeExperiment.class);
    Path results =
        experiment
            .run(
                experiment.plan(file),
                own.resolve("results"),
                new RunOptions(1, false, false, 5),
                new Count())
            .folder();
    List<Path> runs;
    try (var all = Files.list(results.resolve("runs"))) {
      runs = all.filter(Files::isDirectory).toList();
    }
    assertEquals(1, runs.size(), runs.toString());
    return new Logs(
        lines(runs.get(0).resolve(RunLog.QUERIES)), lines(runs.get(0).resolve(RunLog.CURVE)));
  }

  private static List<JsonNode> lines(Path log) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      nodes.add(new JsonMapper().readTree(line));
    }
    return nodes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: {type: vfm, factors: 2}",
        "model: {type: vfm, factors: 2, covariance: full}",
        "model: {type: auto-vfm, factors: 2}",
        "model: {type: vfm, factors: 2}\ntraining: {optimizer: adam, sweeps: 10, held-sweeps: 3}",
      })
  void another_unit_has_the_same_queries_and_scaled_errors(String model) throws IOException {
    Logs stars = play(model, NONE);
    assertEquals(200, stars.queries.size());
    for (Change change : CHANGES) {
      Logs other = play(model, change);
      for (int n = 0; n < stars.queries.size(); n++) {
        JsonNode query = stars.queries.get(n);
        JsonNode same = other.queries.get(n);
        assertEquals(query.get("user"), same.get("user"), change + ", " + same);
        assertEquals(query.get("item"), same.get("item"), change + ", " + same);
        String rating = change.of(query.get("rating").asText()).toPlainString();
        assertEquals(Double.parseDouble(rating), same.get("rating").doubleValue());
      }
      requireScaled(stars.curve, other.curve, change.factor(), 1e-9);
    }
  }

  /**
   * A rating that is put on another scale by what the oracle draws is rounded, but not the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"20", "0.01"})
  void noise_of_answers_is_in_the_unit_of_the_data(String c) throws IOException {
    String model = "model: {type: vfm, factors: 2}\noracle: {noise: %s, inconsistency: 0.2}";
    Logs stars = play(model.formatted("0.3"), NONE);
    Change change = new Change(c, "-10");
    BigDecimal noise = new BigDecimal("0.3").multiply(new BigDecimal(c));
    Logs other = play(model.formatted(noise.toPlainString()), change);
    requireScaled(stars.curve, other.curve, change.factor(), 1e-3);
  }

  private static void requireScaled(
      List<JsonNode> stars, List<JsonNode> other, double c, double tolerance) {
    assertTrue(stars.size() > 3);
    assertEquals(stars.size(), other.size());
    for (int n = 0; n < stars.size(); n++) {
      for (String error : List.of("rmse", "mae", "noise")) {
        double expected = c * stars.get(n).get(error).doubleValue();
        assertEquals(expected, other.get(n).get(error).doubleValue(), tolerance * expected, error);
      }
      double variance = c * c * stars.get(n).get("pool-variance").doubleValue();
      assertEquals(
          variance, other.get(n).get("pool-variance").doubleValue(), 2 * tolerance * variance);
    }
  }
}
