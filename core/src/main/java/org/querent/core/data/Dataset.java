package org.querent.core.data;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.querent.core.Counted;
import org.querent.core.data.catalog.DatasetCatalog;

/**
 * A data set and where it comes from.
 *
 * @param name its name, or the name of its file
 * @param ratings all ratings
 * @param sha256 the SHA-256 of the file as it is stored, in hexadecimal
 * @param side reads what is known about users and items; see {@link #sideInformation()}
 * @param preparation what was taken away from the file's ratings
 * @param splits that it comes with; empty where it is to be split
 */
public record Dataset(
    String name,
    Ratings ratings,
    String sha256,
    Supplier<SideInformation> side,
    Preparation preparation,
    List<GivenSplit> splits) {
  /** Copies the splits. */
  public Dataset {
    splits = List.copyOf(splits);
  }

  /** A data set that is to be split. */
  public Dataset(
      String name,
      Ratings ratings,
      String sha256,
      Supplier<SideInformation> side,
      Preparation preparation) {
    this(name, ratings, sha256, side, preparation, List.of());
  }

  /** A data set of ratings only. */
  public Dataset(String name, Ratings ratings, String sha256) {
    this(
        name,
        ratings,
        sha256,
        () -> SideInformation.none(ratings, "the data set " + name + " has ratings only"),
        Preparation.NONE);
  }

  /** The split of a seed: one after the other, or always the only one. */
  public GivenSplit split(long seed) {
    return splits.get((int) ((seed - 1) % splits.size()));
  }

  /** Its facts, and what was taken away from it, in one line. */
  public String facts() {
    return String.format(
        Locale.ROOT,
        "%s: %s of %s by %s%s",
        name,
        Counted.of(ratings.size(), "rating"),
        Counted.of(ratings.itemCount(), "item"),
        Counted.of(ratings.userCount(), "user"),
        preparation.told());
  }

  /**
   * What is known about users and items besides the ratings. What {@link DatasetCatalog} loads is
   * read when it is first asked for and kept.
   *
   * @throws DatasetException if a file of it is damaged; not if it is missing
   */
  public SideInformation sideInformation() {
    return side.get();
  }
}
