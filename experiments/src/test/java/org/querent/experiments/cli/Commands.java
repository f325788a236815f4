package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.querent.experiments.SampleExperiment;
import picocli.CommandLine;

/** Plays the command line within the process. */
public final class Commands {
  private Commands() {}

  /** What a command answered. */
  record Answer(int code, String out, String err) {}

  static Answer querent(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        QuerentCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Answer(code, out.toString(), err.toString());
  }

  /** The output of a command that must succeed. */
  public static String done(Object... arguments) {
    Answer answer = querent(arguments);
    assertEquals(0, answer.code(), answer.err());
    return answer.out();
  }

  /** The message of a command that must fail, and write nothing anywhere but on standard error. */
  public static String refused(Path folder, Object... arguments) {
    Map<String, String> before = SampleExperiment.files(folder);
    Answer answer = querent(arguments);
    assertEquals(2, answer.code(), answer.err());
    assertEquals("", answer.out());
    assertEquals(before, SampleExperiment.files(folder));
    assertTrue(answer.err().startsWith("querent: "), answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
    assertFalse(answer.err().contains("Exception"), answer.err());
    return answer.err();
  }
}
