package org.querent.simulator.metric;

import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;

/**
 * What is known of the items that may be listed, whatever the model knows: how many ratings each
 * has in the whole data set, and what a column says of it. Immutable.
 */
public final class Catalogue {
  private static final int[] NOTHING = {};

  private final int users;
  private final int[] popularities;
  private final int[][] values;
  private final UserItems rated;

  private Catalogue(int users, int[] popularities, int[][] values, UserItems rated) {
    this.users = users;
    this.popularities = popularities;
    this.values = values;
    this.rated = rated;
  }

  /** The items of a data set. Cost: O(ratings). */
  public static Catalogue of(Ratings all) {
    int[] popularities = new int[all.itemCount()];
    for (int n = 0; n < all.size(); n++) {
      popularities[all.item(n)]++;
    }
    return new Catalogue(
        all.userCount(),
        popularities,
        new int[all.itemCount()][],
        UserItems.of(all.userCount(), all.size(), all::user, all::item));
  }

  /**
   * These items with what a column says of them, where bars part values.
   *
   * @throws org.querent.core.data.DatasetException if there is no such column
   */
  public Catalogue with(SideColumns columns, String column) {
    columns.require(column);
    Object2IntMap<String> numbers = new Object2IntOpenHashMap<>();
    int[][] sets = new int[items()][];
    for (int item = 0; item < sets.length; item++) {
      sets[item] =
          columns
              .text(column, item)
              .map(
                  text ->
                      Arrays.stream(text.split("\\|"))
                          .map(String::strip)
                          .filter(part -> !part.isEmpty())
                          .mapToInt(part -> numbers.computeIfAbsent(part, one -> numbers.size()))
                          .sorted()
                          .distinct()
                          .toArray())
              .orElse(NOTHING);
    }
    return new Catalogue(users, popularities, sets, rated);
  }

  int users() {
    return users;
  }

  int items() {
    return popularities.length;
  }

  UserItems rated() {
    return rated;
  }

  /** The number of its ratings. */
  int popularity(int item) {
    return popularities[item];
  }

  /** -log2 of the part of all users who rated it. */
  double surprise(int item) {
    // What nobody rated, in a split of one's own, is as surprising as what one rated.
    return Math.log((double) users / Math.max(1, popularities[item])) / Math.log(2);
  }

  /** 1 minus the part of both items' values that they share; items without values share none. */
  double distance(int first, int second) {
    int[] a = values[first];
    int[] b = values[second];
    int shared = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      shared += a[i] == b[j] ? 1 : 0;
      int step = Integer.compare(a[i], b[j]);
      i += step <= 0 ? 1 : 0;
      j += step >= 0 ? 1 : 0;
    }
    return shared == 0 ? 1 : 1 - (double) shared / (a.length + b.length - shared);
  }
}
