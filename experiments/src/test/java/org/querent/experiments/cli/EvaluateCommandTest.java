package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.SamplePlugin;
import org.querent.experiments.cli.Commands.Answer;

/** Runs that other learners judge, with the experiment and after it. */
class EvaluateCommandTest {
  private static final String JUDGED =
      SampleExperiment.YAML + "evaluators: [item-knn, {type: als, factors: 3, every: 100}]\n";

  private static final String CONSTANT =
      """
      package com.example;

      import org.querent.simulator.judge.*;
      import org.querent.strategies.NoParameters;

      public final class Constant implements LearnerProvider<NoParameters> {
        @Override public String name() { return "constant"; }
        @Override public String description() { return "Predicts 3."; }
        @Override public NoParameters defaults() { return new NoParameters(); }

        @Override public Learner create(NoParameters parameters) {
          return (known, streams) -> (user, item) -> 3;
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void write_ratings() {
    SampleExperiment.write(folder);
  }

  private Path run(String name, String yaml) {
    Path file = SampleExperiment.write(folder, name + ".yaml", yaml);
    String page = Commands.done("run", file, "--out", folder.resolve(name), "--threads", 2);
    return Path.of(page.strip()).getParent();
  }

  /** The bytes of all that learners made, by file. */
  private static Map<String, String> judged(Path run) throws IOException {
    Map<String, String> judged = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run.resolve("evaluators"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        judged.put(run.relativize(file).toString(), Files.readString(file));
      }
    }
    return judged;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  @Test
  void learners_judge_what_strategies_asked_for() throws IOException {
    Path run = run("judged", JUDGED);
    List<String> lines = lines(run.resolve("evaluators.csv"));
    assertTrue(lines.get(0).startsWith("learner,strategy,seeds,queries,rmse,"), lines.get(0));
    assertEquals(
        List.of(
            "model,random",
            "model,max-variance",
            "als-factors-3,random",
            "als-factors-3,max-variance",
            "item-knn,random",
            "item-knn,max-variance"),
        lines.subList(1, 7).stream().map(line -> line.replaceAll(",2,200,.*", "")).toList());
    String page = Files.readString(run.resolve("report.html"));
    assertTrue(page.contains("<h2 id=\"evaluators\">Learnt by others</h2>"));
    assertTrue(page.contains("<th scope=\"col\">als-factors-3</th>"));
    // Its own curve goes where the model's does, and a coarser one into the file alone.
    assertTrue(page.contains("RMSE, learnt by item-knn"));
    assertFalse(page.contains("RMSE, learnt by als-factors-3"));
    List<String> curves = lines(run.resolve("curves-by-evaluator.csv"));
    assertEquals(
        List.of("0", "100", "200"),
        curves.stream()
            .filter(line -> line.matches("als-factors-3,random,1,.*,rmse,.*"))
            .map(line -> line.split(",")[3])
            .toList());
    assertEquals(
        5, curves.stream().filter(line -> line.matches("item-knn,random,1,.*,mae,.*")).count());
    assertTrue(Files.readString(run.resolve("resolved.yaml")).contains("evaluators:"));
    Commands.done("verify", run, "--runs", 1);
  }

  @Test
  void judged_after_the_fact_on_any_threads_the_bytes_are_the_same_and_no_run_is_touched()
      throws IOException {
    Path with = run("with", JUDGED);
    Path without = run("without", SampleExperiment.YAML);
    assertEquals(with.getFileName(), without.getFileName(), "the identity has changed");
    assertFalse(Files.exists(without.resolve("evaluators")));
    assertFalse(Files.exists(without.resolve("evaluators.csv")));
    assertFalse(Files.readString(without.resolve("report.html")).contains("id=\"evaluators\""));
    Map<String, String> runs = SampleExperiment.files(without.resolve("runs"));
    assertEquals(runs, SampleExperiment.files(with.resolve("runs")));
    for (int threads : new int[] {1, 3}) {
      Commands.done(
          "evaluate",
          without,
          "--threads",
          threads,
          "--with",
          "item-knn",
          "--with",
          "{type: als, factors: 3, every: 100}");
      assertEquals(judged(with), judged(without));
    }
    assertEquals(runs, SampleExperiment.files(without.resolve("runs")));
    assertEquals(lines(with.resolve("evaluators.csv")), lines(without.resolve("evaluators.csv")));
    // Named later in the experiment: nothing is played, and nothing judged again.
    Path file = SampleExperiment.write(folder, "later.yaml", JUDGED);
    String told = Commands.querent("run", file, "--out", without.getParent()).err();
    assertFalse(told.contains("judged"), told);
    assertEquals(runs, SampleExperiment.files(without.resolve("runs")));
  }

  @Test
  void what_is_there_is_kept_and_what_is_damaged_or_of_another_run_is_made_anew()
      throws IOException {
    Path run = run("kept", JUDGED);
    Map<String, String> whole = judged(run);
    Path one = run.resolve("evaluators/item-knn/random-vfm-1.json");
    Path other = run.resolve("evaluators/item-knn/random-vfm-2.json");
    Files.delete(run.resolve("evaluators/als-factors-3/max-variance-vfm-1.json"));
    Files.copy(other, one, StandardCopyOption.REPLACE_EXISTING);
    Files.write(other, "{}".getBytes(StandardCharsets.UTF_8));
    Answer report = Commands.querent("report", run);
    assertEquals(0, report.code(), report.err());
    for (Path damaged : List.of(one, other)) {
      assertTrue(
          report.err().contains(damaged + " is damaged, or of another run, and left out"),
          report.err());
    }
    assertNotEquals(whole, judged(run));
    Answer again = Commands.querent("evaluate", run);
    assertEquals(3, again.err().lines().filter(line -> line.contains("judged")).count());
    assertEquals(whole, judged(run));
  }

  @Test
  void a_learner_of_a_plug_in_comes_in_by_the_same_door() throws IOException {
    Path jar =
        new SamplePlugin(folder)
            .compiled(Map.of("Constant", CONSTANT))
            .containing(
                "META-INF/services/org.querent.simulator.judge.LearnerProvider",
                "com.example.Constant\n".getBytes(StandardCharsets.UTF_8))
            .jar("constant.jar");
    assertTrue(
        Commands.done("strategies", "--learners", "--plugin", jar)
            .contains("constant\n    Predicts 3.\n"));
    Path run = run("plugin", SampleExperiment.YAML);
    Commands.done("evaluate", run, "--with", "constant", "--plugin", jar);
    List<String> own =
        lines(run.resolve("evaluators.csv")).stream()
            .filter(line -> line.startsWith("constant"))
            .toList();
    assertEquals(2, own.size());
    // The same whoever asked, as the holdouts are.
    assertEquals(
        own.get(0).split(",")[4].substring(0, 10), own.get(1).split(",")[4].substring(0, 10));
  }

  @Test
  void newcomers_are_judged_too() throws IOException {
    Path run =
        run(
            "cold",
            SampleExperiment.YAML
                    .replace("split: {test: 0.2, initial: 100}", "protocol: cold-start")
                    .replace("queries: {budget: 200, batch: 20}", "queries: {budget: 8}")
                    .replace(
                        "evaluate: {every: 50}",
                        "evaluate: {every: 2, metrics: [rmse, ndcg@5], groups: [{of: user}]}")
                + "evaluators: [popularity]\n");
    List<String> curves = lines(run.resolve("curves-by-evaluator.csv"));
    for (String metric : List.of("rmse", "ndcg@5-unknown", "ndcg@5-rated")) {
      assertEquals(
          List.of("0", "2", "4", "6", "8"),
          curves.stream()
              .filter(line -> line.contains("popularity,random,1,"))
              .filter(line -> line.split(",")[4].equals(metric))
              .map(line -> line.split(",")[3])
              .toList(),
          metric);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item-kn | --with: found \"item-kn\", allowed als,",
        "{type: als, factors: 0} | --with.factors: found 0, allowed 1 to 1024"
      })
  void wrong_learners_are_told_with_what_is_allowed(String with, String complaint) {
    Path run = run("wrong", SampleExperiment.YAML);
    String message = Commands.refused(folder, "evaluate", run, "--with", with);
    assertTrue(message.contains(complaint), message);
  }

  @Test
  void somebody_has_to_judge_and_something_has_to_be_there() {
    Path run = run("nobody", SampleExperiment.YAML);
    String nobody = Commands.refused(folder, "evaluate", run);
    assertTrue(
        nobody.contains("--with is missing, and the experiment names no evaluators"), nobody);
    String nothing = Commands.refused(folder, "evaluate", folder, "--with", "als");
    assertTrue(nothing.contains("resolved.yaml"), nothing);
    Path file =
        SampleExperiment.write(
            folder, "twice.yaml", SampleExperiment.YAML + "evaluators: [als, {type: als}]\n");
    String twice = Commands.refused(folder, "validate", file);
    assertTrue(twice.contains("evaluators: has the same learner twice"), twice);
  }

  @Test
  void a_learner_is_explained_with_formula_and_source() {
    String told = Commands.done("strategies", "--learners", "als");
    assertTrue(told.contains("regularization (sum_u n_u |p_u|^2"), told);
    assertTrue(told.contains("Zhou, Wilkinson, Schreiber and Pan 2008"), told);
    assertTrue(
        Commands.refused(folder, "strategies", "--learners", "alss")
            .contains("there is no learner \"alss\", allowed als,"));
  }
}
