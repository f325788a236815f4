package org.querent.core.data;

/**
 * What one user thinks of one item, by their original ids.
 *
 * @param user the id of the user; see {@link Ids}
 * @param item the id of the item
 * @param value the rating, in the unit of the data
 * @param timestamp in seconds since 1970; 0 if it is not known
 */
public record Rating(String user, String item, double value, long timestamp) {
  /** A rating at a time that is not known. */
  public Rating(String user, String item, double value) {
    this(user, item, value, 0);
  }

  /** A rating by ids that are numbers. */
  public Rating(long user, long item, double value, long timestamp) {
    this(Long.toString(user), Long.toString(item), value, timestamp);
  }

  /** A rating by ids that are numbers, at a time that is not known. */
  public Rating(long user, long item, double value) {
    this(user, item, value, 0);
  }
}
