package org.querent.core.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.querent.core.check.RatingShape;
import org.querent.core.fit.RatingGraph;
import org.querent.core.random.RandomStreams;

/**
 * Ratings as many and as unevenly spread as those of MovieLens 1M, for benchmarks: the quartiles
 * and means of its degrees, users and items in no order, whole stars from a factor model with
 * noise. Always the same.
 */
final class GeneratedRatings {
  private static final RatingShape SHAPE = RatingShape.MOVIELENS_1M;

  static final int USERS = SHAPE.users().rows();
  static final int ITEMS = SHAPE.items().rows();
  static final int SIZE = SHAPE.ratings();

  /** Factors of the model that rates. */
  private static final int FACTORS = 8;

  /** The ends and the stars of every rating, in no order. */
  final int[] users = new int[SIZE];

  final int[] items = new int[SIZE];
  final float[] stars = new float[SIZE];

  private final RandomGenerator random = new SplittableRandom(1);

  GeneratedRatings() {
    connect(SHAPE.users().of(SIZE), SHAPE.items().of(SIZE));
    exchangeItems();
    relabel();
    rate();
  }

  /** The ratings as what a model learns from. */
  RatingGraph graph() {
    RatingGraph graph = new RatingGraph(USERS, ITEMS);
    for (int n = 0; n < SIZE; n++) {
      graph.add(users[n], items[n], stars[n]);
    }
    return graph;
  }

  /** Gives each user, the busiest first, the items that lack most ratings: that never fails. */
  private void connect(int[] userDegrees, int[] itemDegrees) {
    long[] lacking = new long[ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      lacking[item] = (long) itemDegrees[item] << 32 | item;
    }
    int n = 0;
    for (int user = 0; user < USERS; user++) {
      Arrays.sort(lacking);
      for (int rank = ITEMS - userDegrees[user]; rank < ITEMS; rank++) {
        users[n] = user;
        items[n++] = (int) lacking[rank];
        lacking[rank] -= 1L << 32;
      }
    }
  }

  /** Lets pairs of ratings exchange their items, which keeps all degrees and forgets the rest. */
  private void exchangeItems() {
    BitSet taken = new BitSet(USERS * ITEMS);
    for (int n = 0; n < SIZE; n++) {
      taken.set(pair(users[n], items[n]));
    }
    for (int step = 0; step < 5 * SIZE; step++) {
      int a = random.nextInt(SIZE);
      int b = random.nextInt(SIZE);
      if (!taken.get(pair(users[a], items[b])) && !taken.get(pair(users[b], items[a]))) {
        taken.clear(pair(users[a], items[a]));
        taken.clear(pair(users[b], items[b]));
        int kept = items[a];
        items[a] = items[b];
        items[b] = kept;
        taken.set(pair(users[a], items[a]));
        taken.set(pair(users[b], items[b]));
      }
    }
  }

  static int pair(int user, int item) {
    return user * ITEMS + item;
  }

  private void relabel() {
    int[] userNames = RandomStreams.permutation(USERS, random);
    int[] itemNames = RandomStreams.permutation(ITEMS, random);
    int[] order = RandomStreams.permutation(SIZE, random);
    int[] orderedUsers = users.clone();
    int[] orderedItems = items.clone();
    for (int n = 0; n < SIZE; n++) {
      users[n] = userNames[orderedUsers[order[n]]];
      items[n] = itemNames[orderedItems[order[n]]];
    }
  }

  private void rate() {
    double[] userFactors = normals(USERS * FACTORS, 0.45);
    double[] itemFactors = normals(ITEMS * FACTORS, 0.45);
    double[] userSlopes = normals(USERS, 0.4);
    double[] itemSlopes = normals(ITEMS, 0.5);
    for (int n = 0; n < SIZE; n++) {
      double mean = 3.6 + userSlopes[users[n]] + itemSlopes[items[n]];
      for (int f = 0; f < FACTORS; f++) {
        mean += userFactors[users[n] * FACTORS + f] * itemFactors[items[n] * FACTORS + f];
      }
      double rating = Math.round(mean + 0.8 * random.nextGaussian());
      stars[n] = (float) Math.max(1, Math.min(5, rating));
    }
  }

  private double[] normals(int count, double deviation) {
    double[] normals = new double[count];
    for (int n = 0; n < count; n++) {
      normals[n] = deviation * random.nextGaussian();
    }
    return normals;
  }
}
