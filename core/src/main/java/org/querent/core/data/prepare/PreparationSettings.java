package org.querent.core.data.prepare;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Preparation;
import org.querent.core.data.Ratings;

/**
 * What is taken away from ratings before they are used, in this order: repeats, users who are not
 * drawn, users and items with few ratings.
 *
 * @param duplicates what becomes of a pair that is rated more than once
 * @param sample which users are drawn
 * @param filter how many ratings users and items must have
 */
public record PreparationSettings(Duplicates duplicates, Sample sample, Filter filter) {
  /** Repeats are refused, and nothing else is taken away. */
  public static final PreparationSettings NONE =
      new PreparationSettings(Duplicates.REFUSE, Sample.ALL, Filter.NONE);

  /**
   * Ratings, and what was taken away before.
   *
   * @param ratings what is left; users and items without a rating are not known any more
   * @param preparation what was taken away
   */
  public record Prepared(Ratings ratings, Preparation preparation) {}

  /** Whether repeats are merged here, so that a reader has to keep them. */
  public boolean keepsRepeats() {
    return duplicates != Duplicates.REFUSE;
  }

  /**
   * Prepares ratings. Cost: O(rows), and a copy for each thing that takes any away.
   *
   * @param name what messages call the data set
   * @throws DatasetException if nothing is left
   */
  public Prepared prepare(Ratings ratings, String name) {
    if (equals(NONE)) {
      return new Prepared(ratings, Preparation.NONE);
    }
    Ratings merged = keepsRepeats() ? duplicates.merged(ratings) : ratings;
    Ratings drawn = sample.of(merged);
    Ratings filtered = filter.of(drawn);
    if (filtered.size() == 0) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s: %s leaves none of %,d ratings; lower it",
              name,
              told(filter),
              drawn.size()));
    }
    Preparation preparation =
        Preparation.NONE
            .and(
                "duplicates: " + duplicates.name().toLowerCase(Locale.ROOT),
                ratings.size() - merged.size())
            .and(told(sample), merged.size() - drawn.size())
            .and(told(filter), drawn.size() - filtered.size());
    boolean same = filtered.size() == ratings.size();
    return new Prepared(same ? ratings : filtered.compact(), preparation);
  }

  private static String told(Sample sample) {
    return String.format(
        Locale.ROOT, "sample: {users: %d, seed: %d}", sample.users(), sample.seed());
  }

  private static String told(Filter filter) {
    Map<String, Integer> settings = new LinkedHashMap<>();
    settings.put("min-user-ratings", filter.minUserRatings());
    settings.put("min-item-ratings", filter.minItemRatings());
    settings.put("k-core", filter.kCore());
    return settings.entrySet().stream()
        .filter(setting -> setting.getValue() > 1)
        .map(setting -> setting.getKey() + ": " + setting.getValue())
        .collect(Collectors.joining(", ", "filter: {", "}"));
  }
}
