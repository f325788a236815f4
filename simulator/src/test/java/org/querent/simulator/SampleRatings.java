package org.querent.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.random.RandomStreams;

/** Makes small data sets. */
public final class SampleRatings {
  private SampleRatings() {}

  /** A pair of user and item, in dense indices. */
  public record Pair(int user, int item) {}

  /** Different pairs in random order, rated by taste and chance. */
  public static Ratings random(int users, int items, int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] levels = random.doubles(users + items, -1, 1).toArray();
    int[] order = RandomStreams.permutation(users * items, random);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < size; n++) {
      int user = order[n] / items;
      int item = order[n] % items;
      double rating = 3 + levels[user] + levels[users + item] + 0.5 * random.nextGaussian();
      long halves = Math.max(1, Math.min(10, Math.round(2 * rating)));
      text.append(
          String.join("\t", "" + (100 + user), "" + (100 + item), "" + halves / 2.0, "" + n));
      text.append('\n');
    }
    return parse(text.toString(), RatingScale.HALF_STARS);
  }

  /** Ratings as a text of lines and tabs. */
  public static Ratings parse(String text, RatingScale scale) {
    return new RatingsReader().read(new ByteArrayInputStream(text.getBytes(UTF_8)), "test", scale);
  }

  /** The ratings by pair. */
  public static Map<Pair, Double> byPair(Ratings ratings) {
    Map<Pair, Double> map = new HashMap<>();
    for (int n = 0; n < ratings.size(); n++) {
      map.put(new Pair(ratings.user(n), ratings.item(n)), ratings.rating(n));
    }
    return map;
  }
}
