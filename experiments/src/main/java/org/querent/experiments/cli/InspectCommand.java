package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import org.querent.core.data.inspect.RatingsInspector;
import org.querent.experiments.inspect.InspectionText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "inspect",
    description = {
      "Says what a file of ratings is, and prints the key dataset that reads it.",
      "What is guessed is said: which columns, what means that there is no rating, the scale.",
      ""
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "A file of ratings, in any form.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    new InspectionText(new RatingsInspector().inspect(file), showsBlocks())
        .lines()
        .forEach(out::println);
    out.flush();
  }

  /** Whether standard output is written in Unicode, and was before the launcher saw to it. */
  private static boolean showsBlocks() {
    String charset =
        System.getProperty(
            "stdout.encoding",
            System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name()));
    return charset.toUpperCase(Locale.ROOT).startsWith("UTF")
        && System.getenv("QUERENT_ASCII") == null;
  }
}
