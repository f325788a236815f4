package org.querent.core.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * Ratings in columns: row n is the rating of one item by one user at one time. Users and items are
 * dense indices from 0; the original ids are kept. Immutable and thread-safe; 20 bytes a rating, 24
 * where ratings are no floats.
 */
public final class Ratings implements Serializable {
  private static final long serialVersionUID = 2;

  private final Ids userIds;
  private final Ids itemIds;
  private final RatingScale scale;
  private final int[] users;
  private final int[] items;
  private final RatingColumn ratings;
  private final long[] timestamps;

  /** Takes the arrays over. */
  Ratings(
      Ids userIds,
      Ids itemIds,
      RatingScale scale,
      int[] users,
      int[] items,
      RatingColumn ratings,
      long[] timestamps) {
    this.userIds = userIds;
    this.itemIds = itemIds;
    this.scale = scale;
    this.users = users;
    this.items = items;
    this.ratings = ratings;
    this.timestamps = timestamps;
  }

  /**
   * Ratings that are in memory, row by row; copied.
   *
   * @throws IllegalArgumentException naming the first rating that is not on the scale, that rates a
   *     pair a second time, or whose ids are none
   */
  public static Ratings of(RatingScale scale, Iterable<Rating> rows) {
    RatingsBuilder builder = new RatingsBuilder();
    for (Rating row : rows) {
      if (!scale.contains(row.value())) {
        throw offScale(scale, row.user(), row.item(), row.value());
      }
      builder.add(row.user(), row.item(), row.value(), row.timestamp());
    }
    return distinct(builder, scale);
  }

  /**
   * Ratings that are in memory, column by column; copied.
   *
   * @param users the ids of the users, one per rating
   * @param items the ids of the items
   * @param ratings in the unit of the data
   * @throws IllegalArgumentException if the columns differ in length, or naming the first rating
   *     that is not on the scale, or that rates a pair a second time
   */
  public static Ratings of(RatingScale scale, long[] users, long[] items, double[] ratings) {
    checkLengths(users.length, items.length, ratings.length);
    RatingsBuilder builder = new RatingsBuilder();
    for (int row = 0; row < ratings.length; row++) {
      if (!scale.contains(ratings[row])) {
        throw offScale(scale, users[row], items[row], ratings[row]);
      }
      builder.add(users[row], items[row], ratings[row], 0);
    }
    return distinct(builder, scale);
  }

  /**
   * Ratings that are in memory, column by column, by ids that are texts; copied.
   *
   * @throws IllegalArgumentException as the other, and if one of the ids is none; see {@link
   *     Ids#fault}
   */
  public static Ratings of(RatingScale scale, String[] users, String[] items, double[] ratings) {
    checkLengths(users.length, items.length, ratings.length);
    RatingsBuilder builder = new RatingsBuilder();
    for (int row = 0; row < ratings.length; row++) {
      if (!scale.contains(ratings[row])) {
        throw offScale(scale, users[row], items[row], ratings[row]);
      }
      builder.add(users[row], items[row], ratings[row], 0);
    }
    return distinct(builder, scale);
  }

  private static void checkLengths(int users, int items, int ratings) {
    if (users != ratings || items != ratings) {
      throw new IllegalArgumentException(
          users + " users, " + items + " items, " + ratings + " ratings");
    }
  }

  private static IllegalArgumentException offScale(
      RatingScale scale, Object user, Object item, double rating) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "user %s rates item %s with %s, allowed are %s to %s",
            user,
            item,
            rating,
            scale.min(),
            scale.max()));
  }

  private static Ratings distinct(RatingsBuilder builder, RatingScale scale) {
    builder
        .firstRepeat()
        .ifPresent(
            row -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "user %s rates item %s a second time; keep one of the ratings",
                      builder.userId(row),
                      builder.itemId(row)));
            });
    return builder.build(scale);
  }

  /** The number of ratings. */
  public int size() {
    return users.length;
  }

  /** The number of users of the whole data set, also of those without a rating in this part. */
  public int userCount() {
    return userIds.size();
  }

  /** The number of items of the whole data set. */
  public int itemCount() {
    return itemIds.size();
  }

  /** The user of a row. */
  public int user(int row) {
    return users[row];
  }

  /** The item of a row. */
  public int item(int row) {
    return items[row];
  }

  /** The rating of a row, in the unit of the data. */
  public double rating(int row) {
    return ratings.get(row);
  }

  /** The time of a row, in seconds since 1970; 0 if the data has none. */
  public long timestamp(int row) {
    return timestamps[row];
  }

  /** The range of ratings. */
  public RatingScale scale() {
    return scale;
  }

  /** The original ids of the users. */
  public Ids userIds() {
    return userIds;
  }

  /** The original ids of the items. */
  public Ids itemIds() {
    return itemIds;
  }

  /** Copies some rows; users, items and ids stay those of the whole data set. */
  public Ratings select(int[] rows) {
    int[] someUsers = new int[rows.length];
    int[] someItems = new int[rows.length];
    long[] someTimestamps = new long[rows.length];
    for (int n = 0; n < rows.length; n++) {
      someUsers[n] = users[rows[n]];
      someItems[n] = items[rows[n]];
      someTimestamps[n] = timestamps[rows[n]];
    }
    return new Ratings(
        userIds, itemIds, scale, someUsers, someItems, ratings.select(rows), someTimestamps);
  }

  /**
   * These rows, copied, without the users and items that have none; the others are numbered anew in
   * order of first appearance.
   */
  public Ratings compact() {
    int[] newUsers = new int[userCount()];
    int[] newItems = new int[itemCount()];
    Ids someUsers = userIds.select(appearing(users, newUsers));
    Ids someItems = itemIds.select(appearing(items, newItems));
    int[] denseUsers = Arrays.stream(users).map(user -> newUsers[user] - 1).toArray();
    int[] denseItems = Arrays.stream(items).map(item -> newItems[item] - 1).toArray();
    return new Ratings(
        someUsers, someItems, scale, denseUsers, denseItems, ratings, timestamps.clone());
  }

  /**
   * The values of a column in order of first appearance.
   *
   * @param numbers gets one more than the place of each in that order; all 0 before
   */
  private static int[] appearing(int[] column, int[] numbers) {
    int[] order = new int[numbers.length];
    int count = 0;
    for (int value : column) {
      if (numbers[value] == 0) {
        order[count++] = value;
        numbers[value] = count;
      }
    }
    return Arrays.copyOf(order, count);
  }

  /**
   * The same ratings, aliased, with one user more, the last, who has given none.
   *
   * @param id of the user, if nobody has it; otherwise the first of {@code id-2}, {@code id-3} ...
   *     that nobody has
   */
  public Ratings withUser(String id) {
    String free = id;
    for (int n = 2; userIds.indexOf(free).isPresent(); n++) {
      free = id + "-" + n;
    }
    return new Ratings(userIds.plus(free), itemIds, scale, users, items, ratings, timestamps);
  }

  /**
   * These ratings and then others of the same users and items, copied.
   *
   * @param timestamps in seconds since 1970; as long as the other arrays
   */
  public Ratings plus(int[] users, int[] items, double[] ratings, long[] timestamps) {
    RatingColumn column = RatingColumn.of(ratings);
    return plus(
        new Ratings(
            userIds, itemIds, scale, users.clone(), items.clone(), column, timestamps.clone()));
  }

  /**
   * These ratings and then others of the same data set, copied.
   *
   * @throws IllegalArgumentException if the others are of another data set
   */
  public Ratings plus(Ratings others) {
    if (others.userIds != userIds || others.itemIds != itemIds) {
      throw new IllegalArgumentException("ratings of two data sets");
    }
    int total = size() + others.size();
    int[] allUsers = Arrays.copyOf(users, total);
    int[] allItems = Arrays.copyOf(items, total);
    long[] allTimestamps = Arrays.copyOf(timestamps, total);
    System.arraycopy(others.users, 0, allUsers, size(), others.size());
    System.arraycopy(others.items, 0, allItems, size(), others.size());
    System.arraycopy(others.timestamps, 0, allTimestamps, size(), others.size());
    return new Ratings(
        userIds, itemIds, scale, allUsers, allItems, ratings.plus(others.ratings), allTimestamps);
  }

  /** Copies the rows from {@code from} up to and without {@code to}. */
  public Ratings slice(int from, int to) {
    return new Ratings(
        userIds,
        itemIds,
        scale,
        Arrays.copyOfRange(users, from, to),
        Arrays.copyOfRange(items, from, to),
        ratings.slice(from, to),
        Arrays.copyOfRange(timestamps, from, to));
  }
}
