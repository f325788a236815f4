package org.querent.core.data.inspect;

import java.util.Arrays;
import org.querent.core.data.Ids;
import org.querent.core.data.Ratings;
import org.querent.core.data.prepare.Pairs;

/**
 * How many of what there are.
 *
 * @param ratings all of them, repeats included
 * @param users those who rated
 * @param items those that were rated
 * @param repeats ratings of a pair that was rated before
 * @param pairs how many pairs are rated more than once
 * @param conflicts how many of these are so with different ratings
 * @param firstTime the earliest time, in seconds since 1970
 * @param lastTime the latest; 0 if there are no times
 */
public record RatingCounts(
    int ratings,
    Side users,
    Side items,
    int repeats,
    int pairs,
    int conflicts,
    long firstTime,
    long lastTime) {
  /**
   * Users or items.
   *
   * @param count how many there are
   * @param median how many ratings the one in the middle has
   * @param most how many the one with the most has
   * @param numbers whether all ids are whole numbers
   * @param leadingZeros how many ids are numbers with zeros in front
   * @param pointZeros how many ids end with ".0", as pandas writes numbers in a column with gaps
   * @param example the first id
   */
  public record Side(
      int count,
      int median,
      int most,
      boolean numbers,
      int leadingZeros,
      int pointZeros,
      String example) {
    private static Side of(Ids ids, int[] counts) {
      int[] sorted = counts.clone();
      Arrays.sort(sorted);
      int zeros = 0;
      int points = 0;
      for (int index = 0; !ids.areNumbers() && index < ids.size(); index++) {
        String id = ids.idOf(index);
        zeros += id.matches("0[0-9]+") ? 1 : 0;
        points += id.matches("[0-9]+\\.0") ? 1 : 0;
      }
      return new Side(
          ids.size(),
          sorted[sorted.length / 2],
          sorted[sorted.length - 1],
          ids.areNumbers(),
          zeros,
          points,
          ids.idOf(0));
    }
  }

  /** Counts. Cost: O(ratings), and 20 bytes of memory for each while it counts. */
  static RatingCounts of(Ratings ratings) {
    int[] users = new int[ratings.userCount()];
    int[] items = new int[ratings.itemCount()];
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int row = 0; row < ratings.size(); row++) {
      users[ratings.user(row)]++;
      items[ratings.item(row)]++;
      first = Math.min(first, ratings.timestamp(row));
      last = Math.max(last, ratings.timestamp(row));
    }
    int[] firstLike = new Pairs(ratings).others(false);
    // By the first row of a pair: 1 if it is rated again, 3 if otherwise then.
    byte[] again = new byte[firstLike.length];
    int repeats = 0;
    for (int row = 0; row < firstLike.length; row++) {
      if (firstLike[row] != row) {
        repeats++;
        boolean conflict = ratings.rating(row) != ratings.rating(firstLike[row]);
        again[firstLike[row]] |= (byte) (conflict ? 3 : 1);
      }
    }
    int pairs = 0;
    int conflicts = 0;
    for (byte pair : again) {
      pairs += pair & 1;
      conflicts += pair >> 1;
    }
    return new RatingCounts(
        ratings.size(),
        Side.of(ratings.userIds(), users),
        Side.of(ratings.itemIds(), items),
        repeats,
        pairs,
        conflicts,
        first,
        last);
  }

  /** Which part of all pairs is rated. */
  public double density() {
    return (ratings - repeats) / ((double) users.count() * items.count());
  }
}
