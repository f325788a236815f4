package org.querent.core.data.prepare;

import java.util.stream.IntStream;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.Setting;

/**
 * Some users, drawn at random, with all of their ratings.
 *
 * @param users how many; 0 for all
 * @param seed decides which
 */
public record Sample(
    @Setting(value = "users who are drawn, with all of their ratings; 0 for all", min = 0)
        int users,
    @Setting(value = "decides who is drawn", min = 0) long seed) {
  static final Sample ALL = new Sample(0, 1);

  /** The ratings of those who are drawn; users and items stay as they are. */
  Ratings of(Ratings ratings) {
    if (users == 0 || users >= ratings.userCount()) {
      return ratings;
    }
    boolean[] drawn = new boolean[ratings.userCount()];
    int[] order = RandomStreams.permutation(drawn.length, new RandomStreams(seed).stream("sample"));
    for (int n = 0; n < users; n++) {
      drawn[order[n]] = true;
    }
    return ratings.select(
        IntStream.range(0, ratings.size()).filter(row -> drawn[ratings.user(row)]).toArray());
  }
}
