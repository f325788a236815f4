package org.querent.core.data.catalog;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The zip in which GroupLens publishes a data set. Immutable and thread-safe.
 *
 * @param name what an experiment calls the data set; the zip has the same name
 * @param bytes its size, where it never changes
 * @param sha256 its SHA-256 in lower-case hexadecimal, where it never changes
 * @param redistributable whether its terms let others pass it on
 */
public record PublishedArchive(
    String name, OptionalLong bytes, Optional<String> sha256, boolean redistributable) {
  /** The page that offers all archives to a browser. */
  public static final String PAGE = "https://grouplens.org/datasets/movielens/";

  private static final String FILES = "https://files.grouplens.org/datasets/movielens/";

  /** The name of the zip. */
  public String fileName() {
    return name + ".zip";
  }

  /** Where it is published. */
  public URI url() {
    return URI.create(FILES + fileName());
  }

  /** The terms of use in short, on a few lines; those that count are in the archive. */
  public String terms() {
    return String.format(
        Locale.ROOT,
        """
        MovieLens data sets belong to GroupLens, University of Minnesota. In short: for research;
        no commercial use without their permission; %s;
        no endorsement by them may be implied. In publications cite F. M. Harper and J. A. Konstan
        (2015), The MovieLens Datasets: History and Context, ACM TiiS 5(4):19.
        The terms that count are in the README inside the archive.""",
        redistributable
            ? "redistribution under the same terms only"
            : "no redistribution without their permission");
  }
}
