package org.querent.experiments.benchmark;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.features.ConsumptionField;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.PriorField;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.benchmark.BenchmarkSpec.Row;
import org.querent.experiments.benchmark.BenchmarkSpec.Split;
import org.querent.experiments.experiment.DatasetReader;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.experiment.models.ConsumptionLogs;
import org.querent.experiments.experiment.models.FeaturesReader;
import org.querent.experiments.experiment.models.ModelDefaults;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Reads benchmarks from YAML and checks them, reporting all problems of a file at once. */
public final class BenchmarkReader {
  private static final Set<String> KEYS = Set.of("name", "dataset", "split", "models");
  private static final Set<String> ROW_KEYS = Set.of("label", "features", "model", "training");

  private final DatasetReader datasets;

  @Inject
  BenchmarkReader(DatasetReader datasets) {
    this.datasets = datasets;
  }

  /**
   * Reads a benchmark.
   *
   * @throws ExperimentException listing every problem with file, line and column
   */
  public BenchmarkSpec read(Path file) {
    Problems problems = new Problems(file.toString());
    Optional<BenchmarkSpec> spec =
        YamlDocument.parse(file, problems).flatMap(node -> bind(node, file, problems));
    problems.throwIfAny();
    return spec.orElseThrow();
  }

  private Optional<BenchmarkSpec> bind(YamlNode node, Path file, Problems problems) {
    if (!(node instanceof Mapping mapping)) {
      problems.add(node.location(), "", "needs a mapping with " + String.join(", ", KEYS));
      return Optional.empty();
    }
    RecordBinder.reportUnknownKeys(mapping, "", KEYS, problems);
    Split split =
        find(mapping, "split")
            .map(value -> RecordBinder.bind(value, Split.DEFAULTS, "split", problems))
            .orElse(Split.DEFAULTS);
    DatasetSpec dataset = datasets.read(mapping, DatasetReader.seenFrom(file), problems);
    if (split.folds() && !dataset.preparation().equals(PreparationSettings.NONE)) {
      problems.add(
          find(mapping, "dataset").orElse(mapping).location(),
          "dataset",
          "folds are as they were published: leave duplicates, sample and filter out, or"
              + " split.folds");
    }
    return Optional.of(
        new BenchmarkSpec(
            text(mapping, "name", "", problems), dataset, split, rows(mapping, file, problems)));
  }

  private static Optional<YamlNode> find(Mapping mapping, String key) {
    return mapping.find(key).map(Entry::value);
  }

  private static String text(Mapping mapping, String key, String path, Problems problems) {
    Optional<YamlNode> node = find(mapping, key);
    if (node.isPresent() && node.get() instanceof Scalar scalar) {
      return scalar.text();
    }
    problems.add(node.orElse(mapping).location(), path + key, "needs a text");
    return "";
  }

  private static List<Row> rows(Mapping mapping, Path file, Problems problems) {
    List<Row> rows = new ArrayList<>();
    YamlNode node = find(mapping, "models").orElse(mapping);
    if (!(node instanceof Sequence sequence) || sequence.items().isEmpty()) {
      problems.add(node.location(), "models", "needs a list of " + String.join(", ", ROW_KEYS));
      return rows;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode item = sequence.items().get(i);
      String path = "models[" + i + "]";
      if (item instanceof Mapping row) {
        row(row, path, file, problems).ifPresent(rows::add);
      } else {
        problems.add(item.location(), path, "needs a mapping with " + String.join(", ", ROW_KEYS));
      }
    }
    return rows;
  }

  private static Optional<Row> row(Mapping row, String path, Path file, Problems problems) {
    RecordBinder.reportUnknownKeys(row, path, ROW_KEYS, problems);
    ModelDefaults defaults = ModelDefaults.of(row);
    ModelSettings model =
        find(row, "model")
            .map(node -> RecordBinder.bind(node, defaults.model(), path + ".model", problems))
            .orElse(defaults.model());
    TrainingSettings training =
        find(row, "training")
            .map(node -> RecordBinder.bind(node, defaults.training(), path + ".training", problems))
            .orElse(defaults.training());
    List<FieldSpec> features =
        find(row, "features")
            .map(node -> FeaturesReader.read(node, path + ".features", problems))
            .map(fields -> ConsumptionField.at(fields, DatasetReader.seenFrom(file)))
            .orElse(FieldSpec.PLAIN);
    ConsumptionLogs.path(features)
        .filter(log -> !Files.exists(log))
        .ifPresent(
            log -> problems.add(row.location(), path + ".features", "there is no file " + log));
    try {
      training.requireFor(model);
      if (PriorField.regresses(features)) {
        model.requireRegression();
      }
    } catch (IllegalArgumentException e) {
      problems.add(row.location(), path, e.getMessage());
    }
    return Optional.of(
        new Row(text(row, "label", path + ".", problems), features, model, training));
  }
}
