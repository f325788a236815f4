package org.querent.experiments.cli;

import java.io.PrintWriter;
import org.querent.core.UserException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry point of the command line. */
@Command(
    name = "querent",
    description = "Simulates active learning for recommender systems.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      StrategiesCommand.class,
      DatasetsCommand.class,
      ReportCommand.class,
      TrainCommand.class
    })
public final class QuerentCommand {
  /** Exit code of an error that the user can mend. */
  private static final int USER_ERROR = 2;

  /** Exit code of an error that only a programmer can mend. */
  private static final int PROGRAM_ERROR = 1;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  private QuerentCommand() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    QuerentCommand command = new QuerentCommand();
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((error, line, parsed) -> command.explain(error, line));
  }

  private int explain(Exception error, CommandLine line) {
    PrintWriter err = line.getErr();
    if (error instanceof UserException) {
      err.println("querent: " + error.getMessage());
    } else {
      err.println("querent: this is a bug: " + error + (debug ? "" : "; --debug shows where"));
    }
    if (debug) {
      error.printStackTrace(err);
    }
    err.flush();
    return error instanceof UserException ? USER_ERROR : PROGRAM_ERROR;
  }
}
