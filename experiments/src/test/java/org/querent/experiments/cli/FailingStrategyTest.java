package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.SamplePlugin;
import org.querent.experiments.cli.Commands.Answer;

/** What becomes of an experiment in which a strategy fails. */
class FailingStrategyTest {
  private static final String SELECT = "int[] chosen = new int[round.batchSize()];";
  private static final String BACKWARDS = "chosen[chosen.length - ++n] = candidate";
  private static final String CREATE = "return InOrder::select;";

  @TempDir Path folder;

  private Path experiment(String strategies) {
    SampleExperiment.write(folder);
    return SampleExperiment.write(
        folder, "e.yaml", SampleExperiment.with("[random, max-variance]", strategies));
  }

  /** Two runs of random are played, two of in-order fail. */
  private List<String> failures(Path jar) {
    Path file = experiment("[in-order, random]");
    Answer answer = Commands.querent("run", file, "--out", folder, "--plugin", jar);
    assertEquals(3, answer.code(), answer.err());
    Path report = Path.of(answer.out().strip());
    assertTrue(Files.exists(report), answer.out());
    for (int seed = 1; seed <= 2; seed++) {
      assertTrue(Files.exists(report.resolveSibling("runs/random-vfm-" + seed + "/complete.json")));
      assertFalse(
          Files.exists(report.resolveSibling("runs/in-order-vfm-" + seed + "/complete.json")));
      assertFalse(Files.exists(report.resolveSibling("runs/random-vfm-" + seed + "/error.txt")));
    }
    List<String> failures =
        answer.err().lines().filter(line -> line.startsWith("querent: ")).toList();
    assertEquals(2, failures.size(), answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
    for (int n = 0; n < 2; n++) {
      String start = "querent: the run in-order-vfm-%d of the strategy in-order failed: the query ";
      assertTrue(failures.get(n).startsWith(start.formatted(n + 1)), failures.get(n));
      // Whoever looks on, or comes later, reads the same in the run's folder.
      Path error = report.resolveSibling("runs/in-order-vfm-" + (n + 1) + "/error.txt");
      assertEquals(failures.get(n), "querent: " + SampleExperiment.content(error).strip());
    }
    return failures;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"mine\"); | java.lang.IllegalStateException: mine, at com.example.InOrder:",
        "throw new OutOfMemoryError(); | java.lang.OutOfMemoryError",
        "throw new org.querent.strategies.StrategyException(\"odd\"); | StrategyException: odd",
        "throw new AbstractMethodError(\"x\"); | AbstractMethodError: x; it was built for other classes than it finds here (strategy API 2.1): build it again",
      })
  void whatever_it_throws_ends_its_own_runs_only(String statement, String part) {
    Path jar =
        SamplePlugin.inOrderWith(
            folder, SELECT, SELECT + " if (round.history().size() > 130) { " + statement + " }");
    for (String failure : failures(jar)) {
      assertTrue(
          failure.contains(
              "com.example.InOrder of the plug-in " + jar + " failed after 40 queries"),
          failure);
      assertTrue(failure.contains(part), failure);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "if (true) { return null; } | returned null, after 0 queries",
        "if (true) { return new int[1]; } | returned 1 query where 20 were asked for, after 0",
        "if (true) { return new int[20]; } | returned candidate 0 twice, after 0 queries"
      })
  void rubbish_ends_its_own_runs_only(String statement, String part) {
    Path jar = SamplePlugin.inOrderWith(folder, SELECT, SELECT + statement);
    for (String failure : failures(jar)) {
      assertTrue(failure.contains(part), failure);
    }
  }

  /** The lines of progress but for their speed and time left. */
  private static List<String> progress(Answer answer) {
    return answer
        .err()
        .lines()
        .filter(line -> line.contains(" queries, ") || line.equals("writing the report"))
        .toList();
  }

  @Test
  void what_failed_runs_do_not_ask_is_not_waited_for_and_what_was_asked_before_is_no_speed() {
    Path jar =
        SamplePlugin.inOrderWith(
            folder, SELECT, SELECT + " if (round.history().size() > 130) { throw null; }");
    Path file = experiment("[in-order, random]");
    Object[] command = {"run", file, "--out", folder, "--plugin", jar};
    List<String> lines = progress(Commands.querent(command));
    assertEquals("writing the report", lines.get(lines.size() - 1));
    String last = lines.get(lines.size() - 2);
    assertTrue(last.startsWith("100 %  480 of 480 queries, 2 of 4 runs, "), last);
    assertTrue(last.endsWith(" queries/s, 0:00 left"), last);
    assertFalse(last.contains(", 0 queries/s"), last);
    Path complete = experiment("[random, max-variance]");
    Commands.done("run", complete, "--out", folder);
    lines = progress(Commands.querent("run", complete, "--out", folder));
    assertEquals(
        List.of(
            "100 %  800 of 800 queries, 4 of 4 runs, 0 queries/s, 0:00 left", "writing the report"),
        lines.subList(lines.size() - 2, lines.size()));
  }

  @Test
  void debug_shows_where_in_its_code_a_strategy_failed() {
    Path jar = SamplePlugin.inOrderWith(folder, SELECT, SELECT + " if (true) { throw null; }");
    Path file = experiment("[in-order, random]");
    Answer answer =
        Commands.querent(
            "run", file, "--out", folder, "--plugin", jar, "--log-level", "error", "--debug");
    for (int seed = 1; seed <= 2; seed++) {
      assertTrue(
          Pattern.compile(
                  "querent: the run in-order-vfm-%d .*\n".formatted(seed)
                      + "org.querent.strategies.StrategyException: (?s:.*?)\n"
                      + "Caused by: java.lang.NullPointerException.*\n"
                      + "\tat .*com.example.InOrder.select\\(InOrder.java:\\d+\\)\n")
              .matcher(answer.err())
              .find(),
          answer.err());
    }
  }

  @Test
  void a_strategy_that_cannot_be_made_ends_its_own_runs_only() {
    Path jar = SamplePlugin.inOrderWith(folder, CREATE, "return null;");
    assertTrue(failures(jar).get(0).contains("cannot be made: "), failures(jar)::toString);
    jar = SamplePlugin.inOrderWith(folder, CREATE, "throw new NoSuchMethodError();");
    assertTrue(failures(jar).get(1).contains("build it again"), failures(jar)::toString);
  }

  @Test
  void a_class_that_the_plug_in_lacks_is_told_when_it_is_needed() {
    Path jar =
        new SamplePlugin(folder)
            .compiled(
                Map.of(
                    "Helper",
                    "package com.example; class Helper { static void help() {} }",
                    "InOrder",
                    SamplePlugin.IN_ORDER.replace(SELECT, SELECT + " Helper.help();")))
            .without("com/example/Helper.class")
            .offering("com.example.InOrder")
            .jar("lacking.jar");
    assertTrue(
        failures(jar)
            .get(0)
            .contains("NoClassDefFoundError: com/example/Helper; it was built for"));
  }

  @Test
  void run_again_it_plays_what_is_not_complete_and_the_report_loses_its_mark() throws IOException {
    failures(SamplePlugin.inOrderWith(folder, CREATE, "throw new Error();"));
    Path mended = SamplePlugin.inOrder(folder);
    Path file = folder.resolve("e.yaml");
    Path provenance;
    try (var paths = Files.walk(folder)) {
      provenance = paths.filter(path -> path.endsWith("provenance.json")).findFirst().orElseThrow();
    }
    assertTrue(
        Files.readString(provenance)
            .contains("\"failed runs\" : \"in-order-vfm-1, in-order-vfm-2\""));
    Path kept = provenance.resolveSibling("runs/random-vfm-1/curve.jsonl");
    Files.setLastModifiedTime(kept, FileTime.fromMillis(1));
    String report = Commands.done("run", file, "--out", folder, "--plugin", mended).strip();
    assertEquals(provenance.resolveSibling("report.html").toString(), report);
    assertEquals(1, Files.getLastModifiedTime(kept).toMillis());
    assertFalse(Files.readString(provenance).contains("failed runs"));
    assertTrue(Files.exists(provenance.resolveSibling("runs/in-order-vfm-2/complete.json")));
    assertFalse(Files.exists(provenance.resolveSibling("runs/in-order-vfm-2/error.txt")));
  }

  @Test
  void what_a_strategy_had_asked_before_it_was_mended_is_not_held_against_it() throws IOException {
    failures(
        SamplePlugin.inOrderWith(
            folder, SELECT, SELECT + " if (round.history().size() > 130) { throw null; }"));
    Path other = SamplePlugin.inOrderWith(folder, "chosen[n++] = candidate", BACKWARDS);
    Answer answer =
        Commands.querent("run", folder.resolve("e.yaml"), "--out", folder, "--plugin", other);
    assertEquals(0, answer.code(), answer.err());
    assertTrue(answer.err().contains("strategy in-order was changed since"), answer.err());
    assertFalse(answer.err().contains("begun anew"), answer.err());
  }

  @Test
  void where_every_run_fails_there_is_no_report() {
    Path jar = SamplePlugin.inOrderWith(folder, CREATE, "throw new Error();");
    Answer answer =
        Commands.querent("run", experiment("[in-order]"), "--out", folder, "--plugin", jar);
    assertEquals(3, answer.code(), answer.err());
    assertEquals("", answer.out());
    assertEquals(2, answer.err().lines().filter(line -> line.startsWith("querent: ")).count());
  }

  @Test
  void a_disk_error_still_ends_everything() throws IOException {
    Path file = experiment("[random, max-variance]");
    String report = Commands.done("run", file, "--out", folder).strip();
    Path run = Path.of(report).resolveSibling("runs/random-vfm-1");
    Files.delete(run.resolve("curve.jsonl"));
    // Where its seal is written before it takes its name.
    Files.createDirectories(run.resolve("complete.json.part/in-the-way"));
    Answer answer = Commands.querent("run", file, "--out", folder);
    assertEquals(2, answer.code());
    assertTrue(answer.err().contains("querent: cannot write the run " + run), answer.err());
  }
}
