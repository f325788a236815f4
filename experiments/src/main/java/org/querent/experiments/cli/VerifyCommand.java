package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.querent.core.Counted;
import org.querent.experiments.cli.end.ExitCode;
import org.querent.experiments.cli.option.DataFileOption;
import org.querent.experiments.cli.option.PlayOption;
import org.querent.experiments.run.Experiment;
import org.querent.experiments.run.Progress;
import org.querent.experiments.run.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = "Plays some complete runs of a run folder again and compares their bytes.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The run folder.")
  private Path folder;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many runs, drawn at random (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the drawing; by default another one every time.")
  private long seed = System.nanoTime();

  @Mixin private DataFileOption data;

  @Mixin private PlayOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (runs < 1) {
      throw new ParameterException(spec.commandLine(), "--runs must be at least 1, found " + runs);
    }
    PrintWriter err = spec.commandLine().getErr();
    Experiment experiment = plugins.injector().getInstance(Experiment.class);
    Verification verification = experiment.verify(folder, data.files(), runs, seed, new Names(err));
    verification.damaged().forEach(line -> err.println("querent: " + line));
    verification.differences().forEach(line -> err.println("querent: " + line));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d of %s played again: %s%n",
        verification.runs(),
        Counted.of(verification.complete(), "run"),
        verification.differences().isEmpty() ? "the same bytes" : "NOT the same bytes");
    return code(verification).code();
  }

  /** What is damaged comes first: until it is mended, other bytes need have no other reason. */
  private static ExitCode code(Verification verification) {
    if (!verification.damaged().isEmpty()) {
      return ExitCode.MENDABLE;
    }
    return verification.differences().isEmpty() ? ExitCode.DONE : ExitCode.BYTES_DIFFER;
  }

  /** Names the runs as they are done. */
  private record Names(PrintWriter err) implements Progress {
    @Override
    public void completed(String run) {
      noted("played " + run);
    }

    @Override
    public void noted(String message) {
      err.println(message);
    }
  }
}
