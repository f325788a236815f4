package org.querent.experiments.cli;

import com.google.inject.ProvisionException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import org.querent.core.UserException;
import org.querent.core.data.DatasetException;
import org.querent.experiments.RunningBuild;
import org.querent.experiments.cli.end.ExitCode;
import org.querent.experiments.cli.end.ExitGuard;
import org.querent.experiments.cli.option.SettingOptions;
import org.querent.experiments.yaml.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the command line. */
@Command(
    name = "querent",
    description = "Simulates active learning for recommender systems.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      NewCommand.class,
      RunCommand.class,
      ValidateCommand.class,
      SplitCommand.class,
      InspectCommand.class,
      SchemaCommand.class,
      StrategiesCommand.class,
      DevicesCommand.class,
      DatasetsCommand.class,
      EvaluateCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      VerifyCommand.class,
      TrainCommand.class,
      PredictCommand.class,
      ExplainCommand.class,
      AskCommand.class,
      QuestionnaireCommand.class,
      ServeCommand.class,
      ExportCommand.class,
      BenchmarkCommand.class
    })
public final class QuerentCommand {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  private QuerentCommand() {}

  /** Whether stack traces are asked for. */
  boolean debugs() {
    return debug;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // Messages, tables and logs are in English; their numbers are too, on every machine.
    Locale.setDefault(Locale.ROOT);
    // Guice otherwise defines classes by a way that Java 24 and later warn of.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    RunningBuild.hold();
    ExitGuard guard = ExitGuard.begin(System.err, ExitCode.RUNS_FAILED.code());
    guard.exit(execute(args));
  }

  /** Memory that one run lacks is told with the run; here it is that of all the rest. */
  private static int execute(String[] args) {
    try {
      return commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.printf(
          Locale.ROOT,
          "querent: out of memory: %,d MB, as much as Java may use here, are not enough; give it more (QUERENT_JAVA_OPTS=-Xmx8g)%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return ExitCode.MENDABLE.code();
    }
  }

  static CommandLine commandLine() {
    QuerentCommand command = new QuerentCommand();
    CommandLine line = new CommandLine(command);
    SettingOptions.addTo(line.getSubcommands().get("train").getCommandSpec());
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.list());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(parsed -> printed(line, new CommandLine.RunLast().execute(parsed)))
        .setParameterExceptionHandler((error, args) -> explain(error))
        .setExecutionExceptionHandler((error, failed, parsed) -> command.explain(error, failed));
  }

  /** A writer only notes what it could not write: whoever was to read it would take it for all. */
  private static int printed(CommandLine line, int code) {
    // Picocli's own writer to it hides what the stream has noted.
    boolean isBroken = System.out.checkError();
    boolean isWhole = !line.getOut().checkError() && !isBroken;
    if (isWhole || (isBroken && isClosedPipe())) {
      return code;
    }
    line.getErr()
        .println(
            "querent: standard output takes no more, so that what was printed is not all; make room, or write to somewhere else");
    return code == ExitCode.DONE.code() ? ExitCode.MENDABLE.code() : code;
  }

  /** Whether whoever reads standard output, which takes no more, has enough, as {@code head}. */
  private static boolean isClosedPipe() {
    // Not closed, for it is standard output.
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    try {
      out.write('\n');
      return false;
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
  }

  /** A wrong argument; the whole help, which picocli would print, hides what is wrong. */
  private static int explain(ParameterException error) {
    CommandLine line = error.getCommandLine();
    String hint = error instanceof UnmatchedArgumentException unmatched ? hint(unmatched) : "";
    line.getErr()
        .println(
            String.format(
                Locale.ROOT,
                "querent: %s%s (%s --help shows what is allowed)",
                error.getMessage(),
                hint,
                line.getCommandSpec().qualifiedName()));
    return ExitCode.MENDABLE.code();
  }

  private static String hint(UnmatchedArgumentException error) {
    CommandLine line = error.getCommandLine();
    Set<String> allowed =
        error.isUnknownOption()
            ? line.getCommandSpec().optionsMap().keySet()
            : line.getSubcommands().keySet();
    return Nearest.hint(error.getUnmatched().get(0).replaceFirst("=.*", ""), allowed);
  }

  /** What shows more of a file whose content is refused; empty after other errors. */
  private static String hint(Throwable error, CommandLine line) {
    boolean inspects = line.getCommandName().equals("inspect");
    return error instanceof DatasetException data && data.content().isPresent() && !inspects
        ? "; "
            + RunningBuild.command()
            + " inspect "
            + RunningBuild.shellWord(data.content().get().toString())
            + " shows what it is"
        : "";
  }

  private int explain(Exception thrown, CommandLine line) {
    PrintWriter err = line.getErr();
    Throwable error = cause(thrown);
    if (error instanceof UserException) {
      err.println("querent: " + error.getMessage() + hint(error, line));
    } else {
      err.println("querent: this is a bug: " + error + (debug ? "" : "; --debug shows where"));
    }
    if (debug) {
      error.printStackTrace(err);
    }
    err.flush();
    return (error instanceof UserException ? ExitCode.MENDABLE : ExitCode.BUG).code();
  }

  /** What the user caused is no bug because the injector met it first. */
  private static Throwable cause(Exception error) {
    return error instanceof ProvisionException && error.getCause() instanceof UserException user
        ? user
        : error;
  }
}
