package org.querent.core.fit;

import java.util.Arrays;
import java.util.Objects;

/**
 * The known ratings, standardised, as a bipartite graph: for each user the items rated, for each
 * item the users.
 *
 * <p>Every rating is stored twice, once at either end, so that each row of a factorization machine
 * finds its evidence in consecutive memory. Adding a rating is amortised O(1) and never rebuilds
 * anything. Not thread-safe.
 */
public final class RatingGraph {
  private final Rows users;
  private final Rows items;
  private int size;
  private double sum;
  private long changes;

  /** A graph without ratings. */
  public RatingGraph(int users, int items) {
    this.users = new Rows(users);
    this.items = new Rows(items);
  }

  /**
   * Adds one rating, standardised.
   *
   * @throws IllegalArgumentException if the rating is not finite
   * @throws IndexOutOfBoundsException if there is no such user or item
   */
  public void add(int user, int item, float rating) {
    if (!Float.isFinite(rating)) {
      throw new IllegalArgumentException("rating " + rating);
    }
    // Both ends before either is written: a refused rating must not leave half an edge.
    Objects.checkIndex(user, users.size());
    Objects.checkIndex(item, items.size());
    users.add(user, item, rating);
    items.add(item, user, rating);
    size++;
    sum += rating;
    changes++;
  }

  /**
   * How far the ratings of a row went at a moment.
   *
   * @param rows of users or of items
   * @param row one of them
   * @param degree how many ratings it had
   * @param size how many there were of all
   * @param sum of all of these
   */
  public record Mark(Rows rows, int row, int degree, int size, double sum) {}

  /** How far the ratings of one of these rows go now. */
  public Mark mark(Rows rows, int row) {
    return new Mark(rows, row, rows.degrees[row], size, sum);
  }

  /**
   * Takes out the ratings that a row has got since; nothing remains of them. Cost: O(1) a rating,
   * and at most that of looking through the row at its other end.
   *
   * @throws IllegalStateException if another row has got ratings since
   */
  public void backTo(Mark mark) {
    Rows rows = mark.rows;
    int since = rows.degrees[mark.row] - mark.degree;
    if (since < 0 || size - since != mark.size) {
      throw new IllegalStateException("ratings of others since row " + mark.row + " was marked");
    }
    for (int n = rows.degrees[mark.row]; --n >= mark.degree; ) {
      rows.opposite().removeLast(rows.others[mark.row][n], mark.row);
    }
    rows.degrees[mark.row] = mark.degree;
    size = mark.size;
    sum = mark.sum;
    changes++;
  }

  /** How often ratings were added or taken out: the ratings are the same while this is. */
  public long changes() {
    return changes;
  }

  /** The number of ratings. */
  public int size() {
    return size;
  }

  /** The mean of all ratings; NaN if there are none. */
  public double mean() {
    return sum / size;
  }

  /** For each user the items rated. */
  public Rows users() {
    return users;
  }

  /** For each item the users who rated it. */
  public Rows items() {
    return items;
  }

  /**
   * Growable rows of (index of the other end, rating). Entry n of row r is valid below degree r.
   */
  public final class Rows {
    private static final int[] NO_INDICES = {};
    private static final float[] NO_RATINGS = {};

    /** The index of the other end of each rating of a row. */
    public final int[][] others;

    /** The ratings of a row, standardised. */
    public final float[][] ratings;

    /** The number of ratings of each row; its arrays may be longer. */
    public final int[] degrees;

    private int largestDegree;

    private Rows(int rows) {
      others = new int[rows][];
      ratings = new float[rows][];
      degrees = new int[rows];
      Arrays.fill(others, NO_INDICES);
      Arrays.fill(ratings, NO_RATINGS);
    }

    private void add(int row, int other, float rating) {
      int degree = degrees[row];
      if (degree == others[row].length) {
        int capacity = Math.max(4, degree + (degree >> 1));
        others[row] = Arrays.copyOf(others[row], capacity);
        ratings[row] = Arrays.copyOf(ratings[row], capacity);
      }
      others[row][degree] = other;
      ratings[row][degree] = rating;
      degrees[row] = degree + 1;
      largestDegree = Math.max(largestDegree, degree + 1);
    }

    /** Takes out the last entry of a row that has another end. */
    private void removeLast(int row, int other) {
      int at = degrees[row] - 1;
      while (others[row][at] != other) {
        at--;
      }
      int rest = --degrees[row] - at;
      System.arraycopy(others[row], at + 1, others[row], at, rest);
      System.arraycopy(ratings[row], at + 1, ratings[row], at, rest);
    }

    /** The number of rows. */
    public int size() {
      return degrees.length;
    }

    /** How often ratings of the graph were added or taken out, as {@link RatingGraph#changes}. */
    public long changes() {
      return changes;
    }

    /** The rows at the other ends. */
    Rows opposite() {
      return this == users ? items : users;
    }

    /** The most ratings that a row has. */
    public int largestDegree() {
      return largestDegree;
    }
  }
}
