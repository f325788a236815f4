package org.querent.strategies.questionnaire;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.data.Ratings;

/** What a questionnaire should ask, made anew for every question from a list of known ratings. */
public interface Reference {
  /** A known rating. */
  record Rating(int user, int item, double stars) {}

  /**
   * The item to ask about.
   *
   * @param answers what somebody has rated
   * @param open what they may be asked
   */
  int next(Map<Integer, Double> answers, Set<Integer> open);

  /**
   * What somebody would rate an item, by what they have answered; empty for who only asks.
   *
   * @param answers what they have rated
   * @param open what they may still be asked
   */
  default OptionalDouble predict(Map<Integer, Double> answers, Set<Integer> open, int item) {
    return OptionalDouble.empty();
  }

  static List<Rating> list(Ratings ratings) {
    return IntStream.range(0, ratings.size())
        .mapToObj(n -> new Rating(ratings.user(n), ratings.item(n), ratings.rating(n)))
        .toList();
  }

  static double mean(List<Rating> ratings) {
    return ratings.stream().mapToDouble(Rating::stars).average().orElseThrow();
  }

  static List<Rating> of(List<Rating> ratings, int item) {
    return ratings.stream().filter(r -> r.item() == item).toList();
  }

  /** Items by falling numbers of ratings, then by rising numbers of their own. */
  static Comparator<Integer> popularity(List<Rating> ratings) {
    return Comparator.<Integer>comparingInt(item -> -of(ratings, item).size())
        .thenComparing(Comparator.naturalOrder());
  }

  static List<Integer> candidates(List<Rating> ratings, int most) {
    return ratings.stream()
        .map(Rating::item)
        .distinct()
        .sorted(popularity(ratings))
        .limit(most)
        .toList();
  }

  static List<Integer> users(List<Rating> ratings) {
    return ratings.stream().map(Rating::user).distinct().sorted().toList();
  }
}
