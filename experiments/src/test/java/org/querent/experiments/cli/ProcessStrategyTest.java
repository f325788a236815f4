package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.Python;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;

/** Strategies that are programs, played by the command line. */
class ProcessStrategyTest {
  @TempDir Path folder;

  @BeforeEach
  void write_the_ratings() {
    SampleExperiment.write(folder);
  }

  /** The small experiment with a program beside another strategy. */
  private Path experiment(String other, String seconds, String... command) {
    String words = "[\"" + String.join("\", \"", command) + "\"]";
    String program = "{type: process, label: program, seconds: %s, command: %s}";
    return SampleExperiment.write(
        folder,
        "e.yaml",
        SampleExperiment.with(
            "[random, max-variance]",
            "[" + other + ", " + String.format(program, seconds, words) + "]"));
  }

  private Answer run(Path file) {
    return Commands.querent("run", file, "--out", folder.resolve("results"), "--allow-process");
  }

  private List<String> curves(String strategy) throws IOException {
    try (var folders = Files.list(folder.resolve("results"))) {
      Path file = folders.findFirst().orElseThrow().resolve("curves-by-seed.csv");
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(strategy + ","))
          .map(line -> line.substring(strategy.length()))
          .toList();
    }
  }

  @Test
  void a_program_asks_what_a_strategy_that_computes_the_same_does() throws IOException {
    Answer answer =
        run(
            experiment(
                "max-variance",
                "60",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VarianceProgram.class.getName()));
    assertEquals(0, answer.code(), answer.err());
    assertFalse(curves("program").isEmpty());
    assertEquals(curves("max-variance"), curves("program"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate"})
  void without_leave_no_program_is_run(String command) {
    Path witness = folder.resolve("witness");
    experiment("random", "60", "touch", witness.toString());
    String message = Commands.refused(folder, command, folder.resolve("e.yaml"));
    assertTrue(message.contains("e.yaml: the strategy program runs a program"), message);
    assertTrue(message.contains("let it by --allow-process"), message);
    assertFalse(Files.exists(witness));
  }

  @Test
  void nor_one_within_another_strategy() {
    SampleExperiment.write(
        folder,
        "e.yaml",
        SampleExperiment.with(
            "max-variance]", "{type: answerable, strategy: {type: process, command: [touch]}}]"));
    String message = Commands.refused(folder, "run", folder.resolve("e.yaml"));
    assertTrue(message.contains("let it by --allow-process"), message);
  }

  /** What goes wrong ends the runs of the program alone. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 3 | 60 | ended without an answer",
        "echo no such model >&2 | 60 | ended without an answer; it said: no such model",
        "read line; echo hello; read line | 60 | answered \"hello\", not an array of candidates",
        "read line; echo [-1] | 60 | returned 1 query where 20 were asked for",
        "sleep 100 | 0.5 | did not answer within 0.5 s; the setting seconds gives it longer",
        "yes y | 60 | answered \"y\", not an array of candidates; querent strategies process says what",
        "printf abc; sleep 100 | 0.5 | did not answer within 0.5 s; it printed \"abc\" and no end",
      })
  void a_failure_is_told_and_ends_its_own_runs_only(String script, String seconds, String told)
      throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    Answer answer = run(experiment("random", seconds, "/bin/sh", "-c", script));
    assertEquals(3, answer.code(), answer.err());
    assertTrue(answer.err().contains(told), answer.err());
    assertTrue(
        answer
            .err()
            .contains(
                "of the strategy process failed: asked after 0 queries, /bin/sh -c '"
                    + script
                    + "' "),
        answer.err());
    assertFalse(answer.err().contains("Exception"), answer.err());
    assertFalse(answer.err().contains("org.querent"), answer.err());
    assertFalse(answer.err().contains("Killed"), answer.err());
    assertFalse(curves("random").isEmpty());
    assertTrue(curves("program").isEmpty());
  }

  @Test
  void a_program_that_is_not_there_is_named() {
    Answer answer = run(experiment("random", "1", folder.resolve("gone").toString()));
    assertEquals(3, answer.code(), answer.err());
    assertTrue(answer.err().contains("cannot start " + folder.resolve("gone")), answer.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          process | is missing
          {type: process} | is missing
          {type: process, command: []} | is empty
          {type: process, command: [' ']} | begins with a blank text
          {type: answerable, strategy: process} | is missing
          """)
  void no_command_is_no_program(String strategy, String fault) {
    SampleExperiment.write(
        folder, "e.yaml", SampleExperiment.with("max-variance]", strategy + "]"));
    for (String command : List.of("run", "validate")) {
      String message =
          Commands.refused(folder, command, folder.resolve("e.yaml"), "--allow-process");
      assertTrue(
          message.contains(
              ".command: "
                  + fault
                  + "; name the program and its arguments, such as [python3, strategy.py]"),
          message);
      assertTrue(message.contains(" has 1 problem:"), message);
    }
  }

  @Test
  void a_program_is_called_by_the_names_of_its_files() {
    Path file =
        SampleExperiment.write(
            folder,
            "e.yaml",
            SampleExperiment.with(
                "max-variance]", "{type: process, command: [/bin/sh, my/strategy.sh, -v]}]"));
    String shown = Commands.done("validate", file, "--allow-process");
    assertTrue(shown.contains("label: process-sh-strategy.sh-v\n"), shown);
  }

  @Test
  void the_sample_in_python_plays() throws Exception {
    Python.require();
    Answer answer =
        run(experiment("random", "60", "python3", Path.of("python", "strategy.py").toString()));
    assertEquals(0, answer.code(), answer.err());
    assertFalse(curves("program").isEmpty());
  }
}
