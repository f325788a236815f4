package org.querent.strategies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.random.RandomStreams;

/** Makes small data sets. */
public final class SampleRatings {
  private SampleRatings() {}

  /** Different pairs in random order, rated by taste and chance, one a second. */
  public static Ratings random(int users, int items, int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] levels = random.doubles(users + items, -1, 1).toArray();
    int[] order = RandomStreams.permutation(users * items, random);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < size; n++) {
      int user = order[n] / items;
      int item = order[n] % items;
      double rating = 3 + levels[user] + levels[users + item] + 0.5 * random.nextGaussian();
      double stars = Math.max(1, Math.min(10, Math.round(2 * rating))) / 2.0;
      text.append("%d\t%d\t%s\t%d\n".formatted(100 + user, 100 + item, stars, n));
    }
    return new RatingsReader()
        .read(
            new ByteArrayInputStream(text.toString().getBytes(UTF_8)),
            "test",
            RatingScale.HALF_STARS);
  }
}
