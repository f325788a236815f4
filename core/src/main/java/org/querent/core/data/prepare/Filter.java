package org.querent.core.data.prepare;

import java.util.Arrays;
import org.querent.core.data.Ratings;
import org.querent.core.settings.Setting;

/**
 * How many ratings users and items must have. What is left holds to it: who loses ratings because
 * others are taken away may be taken away in turn.
 *
 * @param minUserRatings the fewest ratings of a user
 * @param minItemRatings the fewest ratings of an item
 * @param kCore the fewest of both
 */
public record Filter(
    @Setting(value = "fewest ratings of a user; others are left out", min = 1) int minUserRatings,
    @Setting(value = "fewest ratings of an item", min = 1) int minItemRatings,
    @Setting(value = "fewest ratings of users and items alike", min = 1) int kCore) {
  static final Filter NONE = new Filter(1, 1, 1);

  /**
   * The largest part of some ratings in which all have as many; users and items stay as they are.
   * O(rows) a pass, of which a few are needed.
   */
  Ratings of(Ratings ratings) {
    int fewestOfUser = Math.max(minUserRatings, kCore);
    int fewestOfItem = Math.max(minItemRatings, kCore);
    int[] rows = new int[ratings.size()];
    int[] ofUser = new int[ratings.userCount()];
    int[] ofItem = new int[ratings.itemCount()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
      ofUser[ratings.user(row)]++;
      ofItem[ratings.item(row)]++;
    }
    int size = rows.length;
    for (int before = -1; before != size; ) {
      before = size;
      size = 0;
      for (int n = 0; n < before; n++) {
        int row = rows[n];
        if (ofUser[ratings.user(row)] >= fewestOfUser
            && ofItem[ratings.item(row)] >= fewestOfItem) {
          rows[size++] = row;
        } else {
          ofUser[ratings.user(row)]--;
          ofItem[ratings.item(row)]--;
        }
      }
    }
    return ratings.select(Arrays.copyOf(rows, size));
  }
}
