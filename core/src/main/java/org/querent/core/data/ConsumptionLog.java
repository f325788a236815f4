package org.querent.core.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.querent.core.Counted;

/**
 * Who has viewed, bought or heard what, by the dense indices of {@link Ratings}, without a word
 * about how they liked it. Immutable and thread-safe.
 *
 * @param name the file's
 * @param pairs those whose user and item both have ratings, each once
 * @param rows of the file
 * @param leftOut the rows of these whose user or item has no rating
 * @param sha256 of the file as it is stored, in hexadecimal
 */
public record ConsumptionLog(String name, Incidence pairs, long rows, long leftOut, String sha256)
    implements Serializable {
  /** A part from which on a log has nearly all of something. */
  private static final double NEARLY_ALL = 0.95;

  /** What it is, and what of it is not used, in one line. */
  public String told() {
    String others =
        leftOut == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %s left out, of users or items without a rating",
                Counted.of(leftOut, "row"));
    return String.format(
        Locale.ROOT,
        "%s: %s of %s and %s%s",
        name,
        Counted.of(pairs.size(), "pair"),
        Counted.of(pairs.activeCount(), "user"),
        Counted.of(Arrays.stream(pairs.popularity()).filter(it -> it > 0).count(), "item"),
        others);
  }

  /**
   * The part of the log's pairs that are ratings, if it has nearly all of what is held out and
   * little that is not rated: then it was most likely made from the ratings, and tells who rated
   * what that a model is measured on. Cost: O(ratings).
   *
   * @param all all ratings
   * @param test those held out
   */
  public OptionalDouble leak(Ratings all, Ratings test) {
    double rated = (double) inLog(Incidence.of(all)) / Math.max(1, pairs.size());
    boolean leaks =
        test.size() > 0
            && rated >= NEARLY_ALL
            && inLog(Incidence.of(test)) >= NEARLY_ALL * Incidence.of(test).size();
    return leaks ? OptionalDouble.of(rated) : OptionalDouble.empty();
  }

  private long inLog(Incidence rated) {
    long found = 0;
    for (int user = 0; user < rated.userCount(); user++) {
      for (int n = 0; n < rated.count(user); n++) {
        found += user < pairs.userCount() && pairs.contains(user, rated.item(user, n)) ? 1 : 0;
      }
    }
    return found;
  }

  /**
   * The same log by the indices of others; without those who are not among them.
   *
   * @param users the indices of its users there, or -1
   * @param items the indices of its items there, or -1
   */
  ConsumptionLog over(int userCount, int[] users, int itemCount, int[] items) {
    return new ConsumptionLog(
        name, pairs.over(userCount, users, itemCount, items), rows, leftOut, sha256);
  }
}
