package org.querent.experiments.experiment;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.prepare.Duplicates;
import org.querent.core.data.prepare.Filter;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.prepare.Sample;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.Location;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;

/** Reads which ratings an experiment, a benchmark or a training is about. */
public final class DatasetReader {
  private final DatasetCatalog datasets;

  @Inject
  DatasetReader(DatasetCatalog datasets) {
    this.datasets = datasets;
  }

  /** What may be given. */
  record Given(
      @Setting("name of a known data set") Optional<String> name,
      @Setting("file of ratings, relative to the file that names it") Optional<Path> path,
      @Setting("smallest and largest rating a file may hold") DatasetSpec.Scale scale,
      @Setting("which columns of a file are read, unless it is as MovieLens publishes it")
          Columns columns,
      @Setting("what becomes of a pair that is rated more than once") Duplicates duplicates,
      @Setting("which users are drawn") Sample sample,
      @Setting("how many ratings users and items must have, so as not to be left out")
          Filter filter) {
    static final Given NOTHING = of(Optional.empty(), PreparationSettings.NONE);

    private static Given of(Optional<String> name, PreparationSettings preparation) {
      return new Given(
          name,
          Optional.empty(),
          DatasetSpec.DEFAULTS.scale(),
          Columns.NONE,
          preparation.duplicates(),
          preparation.sample(),
          preparation.filter());
    }

    /** Refuses both. */
    Given {
      if (name.isPresent() && path.isPresent()) {
        throw new IllegalArgumentException("give either name or path, not both");
      }
    }

    static Given named(String name) {
      return of(Optional.of(name), PreparationSettings.NONE);
    }

    PreparationSettings preparation() {
      return new PreparationSettings(duplicates, sample, filter);
    }
  }

  /** The columns of a file, of which the first three must be given. */
  record Columns(
      @Setting("column of users, by name or position") Optional<String> user,
      @Setting("column of items") Optional<String> item,
      @Setting("column of ratings") Optional<String> rating,
      @Setting("column of times in seconds; none without it") Optional<String> timestamp,
      @Setting("what stands between columns; found out without it")
          Optional<ColumnMapping.Separator> separator) {
    static final Columns NONE =
        new Columns(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** Makes the paths in a file absolute: they are seen from the folder that it is in. */
  public static UnaryOperator<Path> seenFrom(Path file) {
    return path -> file.toAbsolutePath().resolveSibling(path).normalize();
  }

  /**
   * The data set that the key {@code dataset} names.
   *
   * @param document what has the key
   * @param absolute makes a path absolute; see {@link #seenFrom}
   * @return what was given, as far as nothing was refused
   */
  public DatasetSpec read(Mapping document, UnaryOperator<Path> absolute, Problems problems) {
    Optional<YamlNode> given = document.find("dataset").map(Entry::value);
    if (given.isEmpty()) {
      problems.add(document.location(), "dataset", "is missing; " + knownDatasets());
      return DatasetSpec.DEFAULTS;
    }
    YamlNode node = given.get();
    int before = problems.count();
    Given spec =
        node instanceof Scalar scalar
            ? Given.named(scalar.text())
            : RecordBinder.bind(node, Given.NOTHING, "dataset", problems);
    boolean refused = problems.count() > before;
    if (spec.name().isEmpty() && spec.path().isEmpty() && !refused) {
      problems.add(node.location(), "dataset", "has neither name nor path; " + knownDatasets());
    }
    spec.name().ifPresent(name -> checkKnown(name, node.location(), problems));
    Optional<Mapping> keys =
        node instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    if (spec.name().isPresent()) {
      refuse(keys, "scale", problems);
      refuse(keys, "columns", problems);
    }
    Optional<ColumnMapping> columns =
        refused
            ? Optional.empty()
            : keys.flatMap(mapping -> mapping.find("columns"))
                .flatMap(entry -> columns(spec.columns(), entry.value(), problems));
    return new DatasetSpec(
        spec.name(), spec.path().map(absolute), spec.scale(), columns, spec.preparation());
  }

  private static void refuse(Optional<Mapping> keys, String key, Problems problems) {
    keys.flatMap(mapping -> mapping.find(key))
        .ifPresent(
            entry ->
                problems.add(
                    entry.location(),
                    "dataset." + key,
                    "goes with a path only; a known data set has its own"));
  }

  private static Optional<ColumnMapping> columns(
      Columns columns, YamlNode node, Problems problems) {
    if (columns.user().isEmpty() || columns.item().isEmpty() || columns.rating().isEmpty()) {
      problems.add(
          node.location(),
          "dataset.columns",
          "needs user, item and rating, each the name of a column in the header or its position"
              + " from 1");
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ColumnMapping(
              columns.user().get(),
              columns.item().get(),
              columns.rating().get(),
              columns.timestamp(),
              columns.separator()));
    } catch (IllegalArgumentException e) {
      problems.add(node.location(), "dataset.columns", e.getMessage());
      return Optional.empty();
    }
  }

  private void checkKnown(String name, Location location, Problems problems) {
    if (!datasets.names().contains(name)) {
      problems.add(
          location,
          "dataset",
          "found "
              + Found.quoted(name)
              + ", "
              + knownDatasets()
              + Nearest.hint(name, datasets.names()));
    }
  }

  private String knownDatasets() {
    return "known data sets are " + String.join(", ", datasets.names());
  }
}
