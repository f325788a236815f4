package org.querent.experiments.experiment;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.catalog.SplitFiles;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.prepare.Duplicates;
import org.querent.core.data.prepare.Filter;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.prepare.Sample;
import org.querent.core.data.side.SideTable;
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
  /** What a known data set says itself. */
  private static final List<String> OF_FILES =
      List.of(
          "scale",
          "form",
          "columns",
          "header",
          "decimal",
          "time",
          "comment",
          "encoding",
          "missing");

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
      @Setting("what a file is; found out without it") Optional<RatingsForm.Kind> form,
      @Setting("which columns of a file are read, unless it says so itself") ColumnMapping columns,
      @Setting("whether the first line has names and no rating; found out without it")
          Optional<Boolean> header,
      @Setting("what stands before the fraction of a number") RatingsForm.Decimal decimal,
      @Setting("what times are") RatingsForm.Time time,
      @Setting("what begins lines to be passed over, up to eight characters")
          Optional<String> comment,
      @Setting("of the text, unless a mark at its start says so; utf-8 without it")
          Optional<RatingsForm.Encoding> encoding,
      @Setting("what stands in the place of a rating where there is none") List<String> missing,
      @Setting("what becomes of a pair that is rated more than once") Duplicates duplicates,
      @Setting("which users are drawn") Sample sample,
      @Setting("how many ratings users and items must have, so as not to be left out")
          Filter filter,
      @Setting("table that describes users") Table users,
      @Setting("table that describes items, and says what they are called") Table items) {
    static final Given NOTHING = of(Optional.empty());

    private static Given of(Optional<String> name) {
      return new Given(
          name,
          Optional.empty(),
          DatasetSpec.DEFAULTS.scale(),
          Optional.empty(),
          ColumnMapping.NONE,
          Optional.empty(),
          RatingsForm.FOUND_OUT.decimal(),
          RatingsForm.FOUND_OUT.time(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          PreparationSettings.NONE.duplicates(),
          PreparationSettings.NONE.sample(),
          PreparationSettings.NONE.filter(),
          Table.NONE,
          Table.NONE);
    }

    /** Refuses both. */
    Given {
      if (name.isPresent() && path.isPresent()) {
        throw new IllegalArgumentException("give either name or path, not both");
      }
    }

    static Given named(String name) {
      return of(Optional.of(name));
    }

    PreparationSettings preparation() {
      return new PreparationSettings(duplicates, sample, filter);
    }

    /** What the file is; an {@link IllegalArgumentException} if that cannot be. */
    RatingsForm reading() {
      return new RatingsForm(
          form,
          columns.equals(ColumnMapping.NONE) ? Optional.empty() : Optional.of(columns),
          header,
          decimal,
          time,
          comment,
          encoding,
          missing);
    }
  }

  /** A table of one's own, of which the first two must be given. */
  record Table(
      @Setting("file of the table, relative to the file that names it") Optional<Path> path,
      @Setting("column of ids, by name, or by position where there is no header")
          Optional<String> id,
      @Setting("column of titles; the column title without it") Optional<String> title,
      @Setting("whether the first line has the names of columns; with id by name, it has")
          Optional<Boolean> header,
      @Setting("what stands between columns; found out without it")
          Optional<ColumnMapping.Separator> separator,
      @Setting("of the text, unless a mark at its start says so; utf-8 without it")
          Optional<RatingsForm.Encoding> encoding) {
    static final Table NONE =
        new Table(
            Optional.empty(),
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
    return read(document, List.of(), absolute, problems);
  }

  /**
   * Reads the key of a document that may have splits, whose files are the data set where the key
   * names none.
   *
   * @param splits the files of each
   */
  DatasetSpec read(
      Mapping document, List<SplitFiles> splits, UnaryOperator<Path> absolute, Problems problems) {
    Optional<YamlNode> given = document.find("dataset").map(Entry::value);
    if (given.isEmpty() && !splits.isEmpty()) {
      return DatasetSpec.DEFAULTS.with(splits);
    } else if (given.isEmpty()) {
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
    boolean none = spec.name().isEmpty() && spec.path().isEmpty();
    if (none && !splits.isEmpty() && !spec.preparation().equals(PreparationSettings.NONE)) {
      problems.add(
          node.location(),
          "dataset",
          "is what the files of the split are: leave duplicates, sample and filter out");
    } else if (none && splits.isEmpty() && !refused) {
      problems.add(node.location(), "dataset", "has neither name nor path; " + knownDatasets());
    }
    spec.name().ifPresent(name -> checkKnown(name, node.location(), problems));
    Optional<Mapping> keys =
        node instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    if (spec.name().isPresent()) {
      OF_FILES.forEach(key -> refuse(keys, key, problems));
    }
    RatingsForm form =
        refused || keys.isEmpty() ? RatingsForm.FOUND_OUT : form(spec, keys.get(), problems);
    return new DatasetSpec(
        spec.name(),
        spec.path().map(absolute),
        spec.scale(),
        form,
        spec.preparation(),
        table(spec.users(), keys, "users", absolute, problems),
        table(spec.items(), keys, "items", absolute, problems),
        splits);
  }

  private static Optional<SideTable> table(
      Table table,
      Optional<Mapping> keys,
      String key,
      UnaryOperator<Path> absolute,
      Problems problems) {
    Optional<Entry> given = keys.flatMap(mapping -> mapping.find(key));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (table.path().isEmpty() || table.id().isEmpty()) {
      problems.add(
          given.get().location(),
          "dataset." + key,
          "needs path, a table, and id, the name of its column of ids or its position from 1");
      return Optional.empty();
    }
    return Optional.of(
        new SideTable(
            absolute.apply(table.path().get()),
            table.id().get(),
            table.title(),
            table.header(),
            table.separator(),
            table.encoding()));
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

  private static RatingsForm form(Given spec, Mapping keys, Problems problems) {
    try {
      return spec.reading();
    } catch (IllegalArgumentException e) {
      // The message begins with the setting that is wrong.
      String[] key = e.getMessage().split(":? ", 2);
      problems.add(
          keys.find(key[0]).map(entry -> entry.value().location()).orElse(keys.location()),
          "dataset." + key[0],
          key[1]);
      return RatingsForm.FOUND_OUT;
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
