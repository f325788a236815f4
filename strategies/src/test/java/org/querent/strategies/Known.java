package org.querent.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Known ratings as a list that grows. */
public final class Known implements History {
  /** A known rating. */
  public record Rating(int user, int item, double stars) {}

  private final List<Rating> ratings = new ArrayList<>();

  /** Users and items of skips, whose ratings are not there. */
  private final List<Rating> skipped = new ArrayList<>();

  /** As many ratings as random pairs say, in half stars, each pair once at the most. */
  public static Known random(int users, int items, int pairs, RandomGenerator random) {
    Known known = new Known();
    for (int n = 0; n < pairs; n++) {
      int user = random.nextInt(users);
      int item = random.nextInt(items);
      if (known.ratings.stream().noneMatch(r -> r.user() == user && r.item() == item)) {
        known.add(user, item, random.nextInt(1, 11) / 2f);
      }
    }
    return known;
  }

  /** Makes a rating known. */
  public void add(int user, int item, double stars) {
    ratings.add(new Rating(user, item, stars));
  }

  /** Notes that a user was asked and did not answer. */
  public void skip(int user, int item) {
    skipped.add(new Rating(user, item, Double.NaN));
  }

  /** The ratings of an item, in stars. */
  public double[] ofItem(int item) {
    return ratings.stream().filter(r -> r.item() == item).mapToDouble(Rating::stars).toArray();
  }

  @Override
  public int size() {
    return ratings.size();
  }

  @Override
  public int user(int index) {
    return ratings.get(index).user();
  }

  @Override
  public int item(int index) {
    return ratings.get(index).item();
  }

  @Override
  public double rating(int index) {
    return ratings.get(index).stars();
  }

  @Override
  public int skips() {
    return skipped.size();
  }

  @Override
  public int skippedUser(int index) {
    return skipped.get(index).user();
  }

  @Override
  public int skippedItem(int index) {
    return skipped.get(index).item();
  }

  @Override
  public int asked() {
    return skipped.size();
  }
}
