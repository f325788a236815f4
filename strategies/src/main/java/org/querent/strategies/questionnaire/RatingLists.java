package org.querent.strategies.questionnaire;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.querent.core.CountingSort;

/**
 * Ratings in lists of one user, or of one item, after the other, each in the order in which they
 * became known. Immutable.
 */
public final class RatingLists {
  private final int[] starts;
  private final int[] others;
  private final double[] ratings;

  private RatingLists(int[] starts, int[] others, double[] ratings) {
    this.starts = starts;
    this.others = others;
    this.ratings = ratings;
  }

  /**
   * Lists of some rows.
   *
   * @param owner whose list a row goes into
   * @param other what else a row is of
   */
  static RatingLists of(
      int[] rows, IntUnaryOperator owner, IntUnaryOperator other, IntToDoubleFunction rating) {
    int owners = IntStream.of(rows).map(owner).max().orElse(-1) + 1;
    CountingSort sorted = CountingSort.of(rows.length, owners, n -> owner.applyAsInt(rows[n]));
    int[] inOrder = IntStream.of(sorted.order()).map(n -> rows[n]).toArray();
    return new RatingLists(
        sorted.starts(),
        IntStream.of(inOrder).map(other).toArray(),
        IntStream.of(inOrder).mapToDouble(rating).toArray());
  }

  /** The number of lists. */
  public int size() {
    return starts.length - 1;
  }

  /** The number of ratings in a list. */
  public int count(int owner) {
    return starts[owner + 1] - starts[owner];
  }

  /** Where a list begins; it ends where the next one, which there is even of the last, begins. */
  public int start(int owner) {
    return starts[owner];
  }

  /** The item of a user's, or the user of an item's rating. */
  public int other(int at) {
    return others[at];
  }

  /** The rating, in the unit of the data. */
  public double rating(int at) {
    return ratings[at];
  }
}
