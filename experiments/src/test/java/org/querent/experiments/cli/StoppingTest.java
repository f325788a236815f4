package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.SampleExperiment;

/** Experiments whose runs tell where rules would have stopped. */
class StoppingTest {
  private static final String COLD =
      SampleExperiment.YAML
          .replace("split: {test: 0.2, initial: 100}", "protocol: cold-start")
          .replace("queries: {budget: 200, batch: 20}", "queries: {budget: 8}")
          .replace("evaluate: {every: 50}", "evaluate: {every: 1}");
  private static final String RULES =
      "stopping: [{type: budget, questions: 3}, {type: any, of: [stable-top, expected-gain]}]\n";

  @TempDir Path folder;

  @BeforeEach
  void write_ratings() {
    SampleExperiment.write(folder);
  }

  private Path run(String name, String yaml) throws IOException {
    Path file = SampleExperiment.write(folder, name + ".yaml", yaml);
    Path out = folder.resolve(name);
    Commands.done("run", file, "--out", out);
    return fileIn(out, "report.html").getParent();
  }

  private static Path details(Path out) throws IOException {
    return fileIn(out, "details.json");
  }

  private static Path fileIn(Path out, String name) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.endsWith(name)).sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void the_report_marks_where_each_rule_would_have_stopped() throws IOException {
    Path out = run("with", COLD + RULES);
    List<String> lines = Files.readAllLines(out.resolve("stopping.csv"));
    assertEquals("strategy,rule,run,interviews,ended,questions,rmse", lines.get(0));
    // Two strategies, two seeds, two rules and the end.
    assertEquals(1 + 2 * 2 * 3, lines.size());
    String[] budget = lines.get(1).split(",");
    assertEquals("budget questions 3", budget[1]);
    assertEquals(budget[3], budget[4]);
    assertEquals(3 * Long.parseLong(budget[3]), Long.parseLong(budget[5]));
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("<h2 id=\"stopping\">When to stop</h2>"));
    assertTrue(
        page.contains("<b>b</b> stable-top items 5 answers 3 or expected-gain below 0.002</td>"));
    assertTrue(Files.readString(out.resolve("resolved.yaml")).contains("stopping:"));
    assertTrue(Files.readString(details(out)).contains("\"stopped\":[{\"interviews\":"));
    Commands.done("verify", out, "--runs", 2);
  }

  @Test
  void runs_ask_the_same_without_rules_and_write_nothing_of_them() throws IOException {
    Path without = run("without", COLD);
    Path with = run("with", COLD + RULES);
    assertFalse(Files.exists(without.resolve("stopping.csv")));
    assertFalse(Files.readString(details(without)).contains("stopped"));
    assertFalse(Files.readString(without.resolve("report.html")).contains("Interviews ended"));
    Path curve = details(with).resolveSibling("curve.jsonl");
    Path other = details(without).resolveSibling("curve.jsonl");
    assertEquals(Files.readString(other), Files.readString(curve));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stopping: [budgt] | stopping[0]: found \"budgt\", allowed",
        "stopping: budget | stopping: needs a list of rules",
        "stopping: [] | stopping: needs a list of rules",
        "stopping: [budget, {type: budget, questions: 10}] | stopping: has the same rule twice",
        "stopping: [{type: budget, questions: 0}] | stopping[0].questions: found 0, allowed at least 1"
      })
  void wrong_rules_are_told_with_what_is_allowed(String line, String complaint) {
    Path file = SampleExperiment.write(folder, "wrong.yaml", COLD + line + "\n");
    String message = Commands.refused(folder, "validate", file);
    assertTrue(message.contains(complaint), message);
  }

  @Test
  void rules_go_with_interviews_only() {
    Path file = SampleExperiment.write(folder, "pool.yaml", SampleExperiment.YAML + RULES);
    String message = Commands.refused(folder, "validate", file);
    assertTrue(message.contains("they go with the protocol cold-start"), message);
  }
}
