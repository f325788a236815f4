package org.querent.core.data.form;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingsBuilder;

/**
 * Refuses the first pair of a file that is rated a second time, be it after another file. Not
 * thread-safe.
 */
final class RepeatCheck {
  /** After so many ratings, twice as many, and so on, it is seen whether a pair repeats. */
  private static final int FIRST = 1 << 20;

  private final RatingsBuilder ratings;
  private final boolean keepsRepeats;
  private final String name;
  private final String unit;
  private final IntUnaryOperator number;
  private final int firstRow;
  private int next;

  /**
   * A check of a file of which nothing is added yet.
   *
   * @param ratings gets the ratings; what it has is of another file
   * @param keepsRepeats whether nothing is refused
   * @param name what messages call the file
   * @param unit what messages count in the file
   * @param number where in the file a rating of it is, by its place among these
   */
  RepeatCheck(
      RatingsBuilder ratings,
      boolean keepsRepeats,
      String name,
      String unit,
      IntUnaryOperator number) {
    this.ratings = ratings;
    this.keepsRepeats = keepsRepeats;
    this.name = name;
    this.unit = unit;
    this.number = number;
    firstRow = ratings.size();
    next = Math.max(FIRST, 2 * firstRow);
  }

  /** How many ratings of the file there are. */
  int size() {
    return ratings.size() - firstRow;
  }

  /**
   * Hears that a rating was added. Checks while reading bound what a small archive of endless
   * repetitions can fill.
   */
  void added() {
    if (ratings.size() == next) {
      require();
      next *= 2;
    }
  }

  /**
   * Checks all that there are.
   *
   * @throws DatasetException if a pair is there twice
   */
  void require() {
    if (keepsRepeats) {
      return;
    }
    OptionalInt repeat = ratings.firstRepeat();
    if (repeat.isPresent()) {
      int row = repeat.getAsInt();
      int other = ratings.firstLike(row);
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s, %s: user %s rates item %s a second time, after %s; keep one of them, or say which: duplicates: first, last or mean",
              name,
              place(row),
              LineSource.shown(ratings.userId(row)),
              LineSource.shown(ratings.itemId(row)),
              other < firstRow ? "the file before" : place(other)));
    }
  }

  private String place(int row) {
    return unit + " " + number.applyAsInt(row - firstRow);
  }
}
