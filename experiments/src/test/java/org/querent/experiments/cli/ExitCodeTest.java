package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;
import org.querent.experiments.cli.end.ExitCode;
import org.querent.experiments.run.JavaProcess;
import picocli.CommandLine;

/** What programs learn of how a command ended; failed runs and other bytes are tested elsewhere. */
class ExitCodeTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir static Path folder;

  @Test
  void no_two_codes_are_the_same() {
    assertEquals(
        ExitCode.values().length,
        Arrays.stream(ExitCode.values()).mapToInt(ExitCode::code).distinct().count());
  }

  @ParameterizedTest
  @EnumSource
  void every_code_stands_in_the_help_and_in_the_table_of_the_readme(ExitCode code)
      throws IOException {
    String help = Commands.done("--help").replaceAll("\\s+", " ");
    assertTrue(help.contains(" %d %s".formatted(code.code(), code.meaning())), help);
    String row = "\n| %d | %s |\n".formatted(code.code(), code.meaning());
    assertTrue(Files.readString(Path.of("README.md")).contains(row), row);
  }

  @Test
  void a_wrong_argument_is_an_error_to_be_mended() {
    assertEquals(ExitCode.MENDABLE.code(), Commands.querent("run").code());
  }

  /** A command of each kind that prints, those that are asked for help among them. */
  static List<List<Object>> printing() throws IOException {
    Path file = SampleExperiment.write(folder);
    Path pairs = Files.writeString(folder.resolve("p.csv"), "userId,movieId\n100,500\n");
    Path model = folder.resolve("m");
    if (!Files.exists(model)) {
      Answer trained =
          Commands.querent("train", folder.resolve("ratings.csv"), "--epochs", 2, "--out", model);
      assertEquals(0, trained.code(), trained.err());
    }
    return List.of(
        List.of("validate", file),
        List.of("predict", model.resolve("last.querent"), pairs),
        List.of("explain", model.resolve("last.querent"), "100", "500"),
        List.of("train", folder.resolve("ratings.csv"), "--epochs", "2"),
        List.of("run", file, "--out", folder.resolve("o")),
        List.of("strategies"),
        List.of("datasets"),
        List.of("schema"),
        List.of("run", "--help"),
        List.of("--version"));
  }

  @ParameterizedTest
  @MethodSource("printing")
  void output_that_cannot_be_written_is_told_and_no_success(List<Object> command)
      throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    requireTold(command, full);
  }

  @ParameterizedTest
  @MethodSource("printing")
  void a_full_device_is_told_by_the_process_and_no_success(List<Object> command) throws Exception {
    assumeTrue(Files.exists(FULL), "this system has no /dev/full");
    Path log = folder.resolve("log");
    Process process =
        process(command).redirectOutput(FULL.toFile()).redirectError(log.toFile()).start();
    assertTrue(process.waitFor(300, TimeUnit.SECONDS));
    assertEquals(ExitCode.MENDABLE.code(), process.exitValue(), Files.readString(log));
    assertTrue(Files.readString(log).contains("querent: standard output takes no more"));
  }

  @Test
  void whoever_has_read_enough_and_closes_the_pipe_is_told_nothing() throws Exception {
    Path log = folder.resolve("log");
    Process process = process(List.of("schema")).redirectError(log.toFile()).start();
    process.getInputStream().close();
    assertTrue(process.waitFor(300, TimeUnit.SECONDS));
    assertEquals("", Files.readString(log));
    assertEquals(ExitCode.DONE.code(), process.exitValue());
  }

  private static ProcessBuilder process(List<?> command) {
    return JavaProcess.with(List.of(), QuerentCommand.class, command.toArray());
  }

  /** Prints as to standard output: through a stream that tells nobody of its errors. */
  private static void requireTold(List<Object> command, OutputStream stream) {
    StringWriter err = new StringWriter();
    CommandLine line =
        QuerentCommand.commandLine()
            .setOut(new PrintWriter(new PrintStream(stream), true))
            .setErr(new PrintWriter(err, true));
    int code = line.execute(command.stream().map(Object::toString).toArray(String[]::new));
    assertEquals(ExitCode.MENDABLE.code(), code, err::toString);
    assertTrue(err.toString().contains("querent: standard output takes no more"), err::toString);
  }
}
