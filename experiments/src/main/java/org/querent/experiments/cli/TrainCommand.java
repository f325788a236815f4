package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.querent.core.data.PublishedFolds;
import org.querent.core.data.Ratings;
import org.querent.core.model.Covariance;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.TrainingSettings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.Accuracy;
import org.querent.simulator.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    description = "Fits the model on published folds and prints a table of its accuracy.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Runnable {
  /** As in an experiment. */
  private static final int MAX_FACTORS = 1024;

  @Option(
      names = "--folds",
      required = true,
      paramLabel = "FOLDER",
      description = "A folder with u1.base, u1.test, ... u5.base, u5.test, as in MovieLens 100K.")
  private Path folds;

  @Option(
      names = "--factors",
      defaultValue = "8",
      description = "Length of the vectors (default: ${DEFAULT-VALUE}).")
  private int factors;

  @Option(
      names = "--covariance",
      defaultValue = "diagonal",
      description =
          "Of a row's slope and factors: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Covariance covariance;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Seed of the start (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (factors < 0 || factors > MAX_FACTORS) {
      throw new ParameterException(
          spec.commandLine(),
          "--factors must be 0 to %d, found %d".formatted(MAX_FACTORS, factors));
    }
    List<PublishedFolds.Fold> all = PublishedFolds.read(folds);
    PrintWriter out = spec.commandLine().getOut();
    out.println("| fold | RMSE | MAE | NLL | 90 % coverage | seconds |");
    out.println("|---|---|---|---|---|---|");
    double[] sums = new double[5];
    for (int n = 0; n < all.size(); n++) {
      double[] row = fit(all.get(n));
      print(out, Integer.toString(n + 1), row);
      for (int column = 0; column < sums.length; column++) {
        sums[column] += row[column] / all.size();
      }
    }
    print(out, "mean", sums);
  }

  private double[] fit(PublishedFolds.Fold fold) {
    Ratings train = fold.train();
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            train.userCount(),
            train.itemCount(),
            ModelSettings.DEFAULTS.withFactors(factors).withCovariance(covariance),
            TrainingSettings.DEFAULTS,
            new RandomStreams(seed));
    long start = System.nanoTime();
    for (int n = 0; n < train.size(); n++) {
      model.add(train.user(n), train.item(n), train.rating(n));
    }
    model.fit();
    double seconds = (System.nanoTime() - start) / 1e9;
    Accuracy accuracy = new Evaluator(fold.test()).evaluate(model.posterior());
    return new double[] {
      accuracy.rmse(), accuracy.mae(), accuracy.nll(), accuracy.coverage90(), seconds
    };
  }

  private static void print(PrintWriter out, String name, double[] row) {
    out.printf(
        "| %s | %.4f | %.4f | %.4f | %.1f %% | %.2f |%n",
        name, row[0], row[1], row[2], 100 * row[3], row[4]);
    out.flush();
  }
}
