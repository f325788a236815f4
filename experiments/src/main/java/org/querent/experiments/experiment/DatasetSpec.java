package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.catalog.DatasetCatalog;
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
 */
public record DatasetSpec(
    Optional<String> name,
    Optional<Path> path,
    Scale scale,
    RatingsForm form,
    PreparationSettings preparation,
    Optional<SideTable> users,
    Optional<SideTable> items) {
  /** A scale of half stars from 0.5 to 5. */
  static final DatasetSpec DEFAULTS =
      new DatasetSpec(
          Optional.empty(),
          Optional.empty(),
          new Scale(0.5, 5),
          RatingsForm.FOUND_OUT,
          PreparationSettings.NONE,
          Optional.empty(),
          Optional.empty());

  /**
   * Reads the ratings; what is known about users and items is read when it is first asked for.
   *
   * @throws org.querent.core.UserException if they are missing or damaged
   */
  public Dataset load(DatasetCatalog datasets) {
    Dataset dataset =
        path.isPresent()
            ? datasets.read(
                path.get(), new RatingScale(scale.min(), scale.max()), form, preparation)
            : datasets.load(name.orElseThrow(), preparation);
    return DatasetCatalog.described(dataset, users, items);
  }

  /** This data set in another file. */
  DatasetSpec with(Optional<Path> file) {
    return new DatasetSpec(name, file, scale, form, preparation, users, items);
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
        items.map(table -> table.at(paths.apply(table.path()))));
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
