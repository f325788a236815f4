package org.querent.experiments.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;
import org.querent.core.saved.SavedModel;
import org.querent.experiments.Destination;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.training.PairColumns;
import org.querent.experiments.training.PairPredictions;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "predict",
    description = {
      "Predicts ratings with a saved model.",
      "Writes a line per pair: the mean, which is not clipped to the scale, its standard deviation,"
          + " which more ratings would lower, and that of a new rating, which has the noise as"
          + " well. Users and items that the model was not trained with are refused, and nothing is"
          + " written.",
      ""
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model that train saved.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "PAIRS",
      description = "A table with columns of users, items and perhaps times.")
  private Path pairs;

  @Option(
      names = "--columns",
      paramLabel = "COLUMNS",
      description =
          "What is where in a table whose header does not say so, by name or position, as in \"user:"
              + " 1, item: 3, timestamp: 4, header: true, separator: tab, encoding: latin-1\".")
  private Optional<String> columns = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where predictions are written; by default to standard output.")
  private Optional<Path> out = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    out.ifPresent(Destination::requireFile);
    PairPredictions predictions = new PairPredictions(SavedModel.read(model), pairs, columns());
    predictions.check();
    try {
      if (out.isPresent()) {
        AtomicFile.write(
            out.get(),
            stream -> {
              Writer writer =
                  new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
              predictions.write(writer);
              writer.flush();
            });
      } else {
        PrintWriter print = spec.commandLine().getOut();
        Writer writer = new BufferedWriter(print);
        predictions.write(writer);
        writer.flush();
      }
    } catch (IOException e) {
      throw out.map(file -> ExperimentException.unwritten(file, e))
          .orElseGet(() -> ExperimentException.of("cannot write the output", e));
    }
  }

  private PairColumns columns() {
    Problems problems = new Problems("--columns");
    PairColumns given =
        columns
            .flatMap(it -> YamlDocument.parse("{" + it + "}", problems))
            .map(it -> RecordBinder.bind(it, PairColumns.NAMED, "", problems))
            .orElse(PairColumns.NAMED);
    problems.throwIfAny();
    return given;
  }
}
