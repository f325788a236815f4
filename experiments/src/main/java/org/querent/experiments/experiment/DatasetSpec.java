package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.catalog.SplitFiles;
import org.querent.core.data.catalog.SplitReader;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.side.SideTable;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.PlainRecord;

/**
 * Which ratings: those of a data set known by name, or of a file.
 *
 * @param name the name of a known data set, or empty
 * @param path the file of ratings, or empty
 * @param scale the smallest and the largest rating that a file may hold
 * @param form what a file is, as far as it does not say so itself
 * @param preparation what is taken away from the ratings before they are used
 * @param users a table that describes users
 * @param items a table that describes items
 * @param splits the files of splits of its own, which make it up if it has neither name nor path
 */
public record DatasetSpec(
    Optional<String> name,
    Optional<Path> path,
    Scale scale,
    RatingsForm form,
    PreparationSettings preparation,
    Optional<SideTable> users,
    Optional<SideTable> items,
    List<SplitFiles> splits) {
  /** A scale of half stars from 0.5 to 5. */
  static final DatasetSpec DEFAULTS =
      new DatasetSpec(
          Optional.empty(),
          Optional.empty(),
          new Scale(0.5, 5),
          RatingsForm.FOUND_OUT,
          PreparationSettings.NONE,
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** Copies the splits. */
  public DatasetSpec {
    splits = List.copyOf(splits);
  }

  /**
   * Reads the ratings; what is known about users and items is read when it is first asked for.
   *
   * @throws org.querent.core.UserException if they are missing or damaged
   */
  public Dataset load(DatasetCatalog datasets) {
    RatingScale given = new RatingScale(scale.min(), scale.max());
    Optional<Dataset> named =
        path.map(file -> datasets.read(file, given, form, preparation))
            .or(() -> name.map(known -> datasets.load(known, preparation)));
    RatingScale allowed = named.map(dataset -> dataset.ratings().scale()).orElse(given);
    SplitReader reader = new SplitReader(allowed, form);
    Dataset whole =
        DatasetCatalog.described(named.orElseGet(() -> reader.whole(splits.get(0))), users, items);
    return splits.isEmpty() ? whole : reader.split(whole, splits);
  }

  /** This data set with its files where they are now. */
  DatasetSpec with(DataFiles files) {
    return new DatasetSpec(
        name,
        path.map(file -> files.ratings().orElse(file)),
        scale,
        form,
        preparation,
        users.map(table -> table.at(files.users().orElse(table.path()))),
        items.map(table -> table.at(files.items().orElse(table.path()))),
        splits);
  }

  /** This data set with all files elsewhere. */
  DatasetSpec with(UnaryOperator<Path> paths) {
    return new DatasetSpec(
        name,
        path.map(paths),
        scale,
        form,
        preparation,
        users.map(table -> table.at(paths.apply(table.path()))),
        items.map(table -> table.at(paths.apply(table.path()))),
        splits.stream().map(files -> files.with(paths)).toList());
  }

  /** This data set with other splits. */
  DatasetSpec with(List<SplitFiles> others) {
    return new DatasetSpec(name, path, scale, form, preparation, users, items, others);
  }

  /** Whether each split is a repetition. */
  public boolean hasFolds() {
    return splits.stream().anyMatch(split -> split.initial().isEmpty());
  }

  /** What the repetition of a seed is called: folds have names. */
  public String repetition(long seed) {
    return hasFolds()
        ? splits.get((int) seed - 1).prefix().getFileName().toString()
        : Long.toString(seed);
  }

  /**
   * What it is, whatever it is called and wherever it is: every setting under the key that it has
   * in an experiment. Of tables that describe users and items only the values that a field uses
   * count, which are part of the data.
   */
  Map<String, Object> settings() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("scale", PlainRecord.toPlain(scale));
    plain.putAll(PlainRecord.toPlain(form));
    Optional.ofNullable(plain.remove("kind")).ifPresent(kind -> plain.put("form", kind));
    plain.putAll(PlainRecord.toPlain(preparation));
    return plain;
  }

  /** The range of ratings. */
  public record Scale(
      @Setting("smallest rating") double min, @Setting("largest rating") double max) {
    /** Refuses an empty range. */
    public Scale {
      if (!(min < max)) {
        throw new IllegalArgumentException("min must be less than max");
      }
    }
  }
}
