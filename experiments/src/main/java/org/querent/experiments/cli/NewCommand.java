package org.querent.experiments.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.Presets;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new",
    description = "Writes a commented experiment to start from; never over a file that is there.",
    mixinStandardHelpOptions = true)
final class NewCommand implements Runnable {
  private static final String TEMPLATE =
      """
      # An experiment: querent validate %1$s checks it, querent run %1$s plays it.
      # What it does not say has a default, which validate shows.
      # %2$s: %3$s
      preset: %2$s

      # ml-latest-small-2016 comes with Querent; querent datasets lists others.
      # Your own ratings: {path: ratings.csv, scale: {min: 1, max: 5}}
      dataset: ml-latest-small-2016

      # The strategies to compare: querent strategies lists them.
      strategies:
        - random
        - max-variance
        - {type: expected-variance-reduction, selection: greedy}

      # Whatever the preset says can be said otherwise here:
      # queries: {budget: 2000}
      # model: {factors: {grid: [2, 8]}}   # one experiment for each
      # tune: {factors: [2, 8]}   # or each seed chooses, by what it knows at the start
      # seeds: 5
      """;

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "What it starts from: quick, pool or cold-start (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (!Presets.names().contains(preset)) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "--preset: found %s, allowed %s%s",
              Found.quoted(preset),
              String.join(", ", Presets.names()),
              Nearest.hint(preset, Presets.names())));
    }
    String text =
        String.format(
            Locale.ROOT, TEMPLATE, file.getFileName(), preset, Presets.description(preset));
    try {
      Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new ExperimentException(file + " is there already; choose another name", e);
    } catch (IOException e) {
      throw ExperimentException.unwritten(file, e);
    }
    spec.commandLine().getOut().println(file);
  }
}
