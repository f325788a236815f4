package org.querent.experiments.benchmark;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetCatalog;
import org.querent.core.data.PublishedFolds;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FeatureMap;
import org.querent.core.model.EngineKind;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.random.RandomStreams;
import org.querent.experiments.benchmark.BenchmarkSpec.Row;
import org.querent.experiments.benchmark.BenchmarkSpec.Split;
import org.querent.simulator.Accuracy;
import org.querent.simulator.Engines;
import org.querent.simulator.Evaluator;

/** Fits every model of a benchmark on every part of its split, one thread each. */
public final class Benchmark {
  private final DatasetCatalog datasets;
  private final Engines engines;

  @Inject
  Benchmark(DatasetCatalog datasets, Engines engines) {
    this.datasets = datasets;
    this.engines = engines;
  }

  /**
   * What a model reached, averaged over the parts.
   *
   * @param label of the row
   * @param parts the number of fits
   * @param accuracy the mean of each measure
   * @param seconds the mean time of a fit, without reading data and without evaluation
   */
  public record Result(String label, int parts, Accuracy accuracy, double seconds) {}

  /**
   * What a model is fitted to and measured on.
   *
   * @param side what is known about users and items besides
   */
  public record Part(Ratings train, Ratings test, Supplier<SideInformation> side) {}

  private record Fit(Accuracy accuracy, double seconds) {}

  /**
   * Runs a benchmark on its parts.
   *
   * @param listener hears every result as soon as it is there
   * @throws org.querent.core.UserException if the data set lacks a field
   */
  public List<Result> run(BenchmarkSpec spec, List<Part> parts, Consumer<Result> listener) {
    List<Result> results = new ArrayList<>();
    for (Row row : spec.rows()) {
      Result result = summarise(row, parts.stream().map(part -> fit(row, part)).toList());
      results.add(result);
      listener.accept(result);
    }
    return results;
  }

  /**
   * Parts the data set as a benchmark says.
   *
   * @throws org.querent.core.UserException if the data set is missing or damaged
   */
  public List<Part> parts(BenchmarkSpec spec) {
    List<Part> parts = new ArrayList<>();
    if (spec.split().folds()) {
      Path folder = datasets.folder(spec.dataset());
      for (PublishedFolds.Fold fold : PublishedFolds.read(folder)) {
        parts.add(
            new Part(
                fold.train(), fold.test(), () -> PublishedFolds.sideInformation(folder, fold)));
      }
      return parts;
    }
    Dataset dataset = datasets.load(spec.dataset());
    Split split = spec.split();
    for (int n = 0; n < split.repetitions(); n++) {
      parts.add(holdOut(dataset, split.test(), new RandomStreams(split.seed() + n)));
    }
    return parts;
  }

  private static Part holdOut(Dataset dataset, double fraction, RandomStreams streams) {
    Ratings ratings = dataset.ratings();
    int size = ratings.size();
    int test = (int) Math.round(size * fraction);
    int[] order = RandomStreams.permutation(size, streams.stream("split"));
    return new Part(
        ratings.select(Arrays.copyOfRange(order, test, size)),
        ratings.select(Arrays.copyOfRange(order, 0, test)),
        dataset.side());
  }

  private Fit fit(Row row, Part part) {
    FeatureMap features = FeatureMap.of(row.features(), part.train(), part.side());
    FactorizationMachine model =
        new FactorizationMachine(
            features.space(),
            features.users(),
            features.items(),
            row.model(),
            row.training(),
            new RandomStreams(42),
            engines.get(EngineKind.CPU));
    Ratings train = part.train();
    long start = System.nanoTime();
    for (int n = 0; n < train.size(); n++) {
      model.add(
          features.userRow(train.user(n)),
          features.itemRow(train.item(n), train.timestamp(n)),
          train.rating(n));
    }
    model.fit();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Fit(new Evaluator(part.test(), features).evaluate(model.predictor()), seconds);
  }

  private static Result summarise(Row row, List<Fit> fits) {
    double[] sums = new double[5];
    for (Fit fit : fits) {
      Accuracy accuracy = fit.accuracy();
      double[] values = {
        accuracy.rmse(), accuracy.mae(), accuracy.nll(), accuracy.coverage90(), fit.seconds()
      };
      for (int n = 0; n < sums.length; n++) {
        sums[n] += values[n] / fits.size();
      }
    }
    return new Result(
        row.label(), fits.size(), new Accuracy(sums[0], sums[1], sums[2], sums[3]), sums[4]);
  }
}
