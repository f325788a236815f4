package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;

/** The parameters of a strategy are compared like strategies. */
class StrategyGridTest {
  private static final String BALD = "{type: bald, power: {grid: [1, 2, 3]}}";

  @TempDir Path folder;

  private Path run(String name, String strategies, String more) {
    SampleExperiment.write(folder);
    String yaml =
        SampleExperiment.with("[random, max-variance]", strategies)
            .replace("name: small", "name: " + name);
    Path file = SampleExperiment.write(folder, name + ".yaml", yaml + more);
    return Path.of(done("run", file, "--out", folder.resolve("out")).strip()).getParent();
  }

  private static JsonNode summary(Path run) throws IOException {
    return JsonMapper.builder().build().readTree(run.resolve("summary.json").toFile());
  }

  private static Set<String> strategies(Path table) throws IOException {
    return Files.readAllLines(table).stream()
        .skip(1)
        .map(line -> line.split(",")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void random_is_played_once_and_all_choices_stand_in_one_report_and_are_ranked()
      throws IOException {
    Path one = run("one", "[random, " + BALD + "]", "");
    Set<String> all = Set.of("random", "bald-1.0", "bald", "bald-3.0");
    assertEquals(all, strategies(one.resolve("curves.csv")));
    try (Stream<Path> runs = Files.list(one.resolve("runs"))) {
      assertEquals(8, runs.count());
    }
    Path two = run("two", "[{type: bald, power: 3.0}, {type: bald, power: 1.0}, bald, random]", "");
    Path across = folder.resolve("across");
    done("report", one, two, "--out", across);
    String ranks = Files.readString(across.resolve("ranks.csv"));
    all.forEach(strategy -> assertTrue(ranks.contains("one," + strategy + ","), ranks));
  }

  @Test
  void others_are_compared_with_the_baseline_that_is_named() throws IOException {
    Path usual = run("own", "[random, " + BALD + "]", "");
    assertEquals("random", summary(usual).path("baseline").asText());
    Path named = run("own", "[random, " + BALD + "]", "report: {baseline: bald-3.0}\n");
    assertEquals(usual, named);
    assertEquals("bald-3.0", summary(named).path("baseline").asText());
    assertEquals(
        List.of(), done("verify", named).lines().filter(line -> line.contains("NOT")).toList());
  }
}
