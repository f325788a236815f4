package org.querent.experiments.benchmark;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.querent.core.data.Dataset;
import org.querent.core.data.SideInformation;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.catalog.PublishedFolds;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.benchmark.BenchmarkSpec.Row;
import org.querent.experiments.benchmark.BenchmarkSpec.Split;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.experiment.models.ConsumptionLogs;
import org.querent.experiments.training.FitOptions;
import org.querent.experiments.training.FitPlan;
import org.querent.experiments.training.FitResult;
import org.querent.experiments.training.Holdout;
import org.querent.experiments.training.ModelTraining;

/** Fits every model of a benchmark on every part of its split, one thread each. */
public final class Benchmark {
  private final DatasetCatalog datasets;

  @Inject
  Benchmark(DatasetCatalog datasets) {
    this.datasets = datasets;
  }

  /**
   * What a model reached, averaged over the parts.
   *
   * @param label of the row
   * @param mean of the fits to all parts
   */
  public record Result(String label, FitResult mean) {}

  /**
   * What a model is fitted to and measured on.
   *
   * @param side what is known about users and items besides
   */
  public record Part(Holdout holdout, Supplier<SideInformation> side) {
    /** This part with the logs that a model is given. */
    Part with(List<FieldSpec> fields) {
      return new Part(
          holdout, ConsumptionLogs.with(side, ConsumptionLogs.read(fields, holdout.train())));
    }
  }

  /**
   * Runs a benchmark on its parts.
   *
   * @param listener hears every result as soon as it is there
   * @throws org.querent.core.UserException if the data set lacks a field
   */
  public List<Result> run(BenchmarkSpec spec, List<Part> parts, Consumer<Result> listener) {
    List<Result> results = new ArrayList<>();
    for (Row row : spec.rows()) {
      Result result =
          new Result(
              row.label(),
              FitResult.mean(
                  parts.stream().map(part -> fit(row, part.with(row.features()))).toList()));
      results.add(result);
      listener.accept(result);
    }
    return results;
  }

  /**
   * Parts the data set as a benchmark says.
   *
   * @param facts hears what the data set is, unless it is folds, and what its models' logs are
   * @throws org.querent.core.UserException if the data set is missing or damaged
   */
  public List<Part> parts(BenchmarkSpec spec, Consumer<String> facts) {
    List<Part> parts = new ArrayList<>();
    if (spec.split().folds()) {
      Path folder = folder(spec.dataset());
      for (PublishedFolds.Fold fold : PublishedFolds.read(folder)) {
        parts.add(
            new Part(
                new Holdout(fold.train(), fold.test()),
                PublishedFolds.lazySideInformation(folder, fold)));
      }
      tellOfLogs(spec, parts.get(0), facts);
      return parts;
    }
    Dataset dataset = spec.dataset().load(datasets);
    facts.accept(dataset.facts());
    Split split = spec.split();
    for (int n = 0; n < split.repetitions(); n++) {
      parts.add(
          new Part(
              Holdout.random(dataset.ratings(), split.test(), split.seed() + n), dataset.side()));
    }
    tellOfLogs(spec, parts.get(0), facts);
    return parts;
  }

  private static void tellOfLogs(BenchmarkSpec spec, Part part, Consumer<String> facts) {
    for (Row row : spec.rows()) {
      Holdout holdout = part.holdout();
      ConsumptionLogs.notes(
              row.features(), part.with(row.features()).side(), holdout.train(), holdout.test())
          .forEach(facts);
    }
  }

  private Path folder(DatasetSpec dataset) {
    return dataset
        .path()
        .map(Path::getParent)
        .orElseGet(() -> datasets.folder(dataset.name().orElseThrow()));
  }

  private static FitResult fit(Row row, Part part) {
    FitOptions options = FitOptions.defaults().withThreads(1);
    FitPlan plan = new FitPlan(row.model(), row.training(), row.features(), options, "");
    ModelTraining training = new ModelTraining(plan, part.holdout(), part.side());
    long start = System.nanoTime();
    training.fit();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new FitResult(training.accuracy(), seconds);
  }
}
