package org.querent.strategies.questionnaire;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Parts users by taste: bisecting k-means by the cosine between their ratings' distances from the
 * items' means. The largest cluster is split in two until there are enough, each split begun from
 * the user with the most ratings and the one who is the least like them, so that nothing is drawn.
 *
 * <p>Cost: O(steps * ratings) for every doubling of the number of clusters, and O(items) a step.
 * Not thread-safe.
 */
final class UserClusters {
  private static final int MOST_STEPS = 10;

  private final RatingLists byUser;
  private final double[] tastes;
  private final double[] norms;
  private final double[] one;
  private final double[] other;

  private UserClusters(InitialRatings known) {
    byUser = known.byUser();
    tastes = tastes(known);
    norms = new double[byUser.size()];
    for (int user = 0; user < norms.length; user++) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        norms[user] += tastes[n] * tastes[n];
      }
      norms[user] = Math.sqrt(norms[user]);
    }
    one = new double[known.byItem().size()];
    other = new double[known.byItem().size()];
  }

  /** The distance of each rating in the lists of users from the item's mean. */
  static double[] tastes(InitialRatings known) {
    double[] means = known.itemMeans(0);
    double[] tastes = new double[known.byUser().start(known.byUser().size())];
    for (int n = 0; n < tastes.length; n++) {
      tastes[n] = known.byUser().rating(n) - means[known.byUser().other(n)];
    }
    return tastes;
  }

  /**
   * The cluster of every user, from 0; those who have not rated are in none, -1.
   *
   * @param count how many clusters, unless users are too alike to be parted
   */
  static int[] of(InitialRatings known, int count) {
    UserClusters clusters = new UserClusters(known);
    int[] clusterOf = new int[known.byUser().size()];
    Arrays.fill(clusterOf, -1);
    int next = 0;
    for (int[] cluster : clusters.split(known.raters(), count)) {
      for (int user : cluster) {
        clusterOf[user] = next;
      }
      next++;
    }
    return clusterOf;
  }

  private Iterable<int[]> split(int[] users, int count) {
    PriorityQueue<int[]> open =
        new PriorityQueue<>(
            Comparator.<int[]>comparingInt(cluster -> -cluster.length)
                .thenComparing(Arrays::compare));
    PriorityQueue<int[]> done = new PriorityQueue<>(Arrays::compare);
    open.add(users);
    while (!open.isEmpty() && open.size() + done.size() < count) {
      int[] largest = open.remove();
      int[][] parts = bisect(largest);
      if (parts[0].length == 0 || parts[1].length == 0) {
        done.add(largest);
      } else {
        open.add(parts[0]);
        open.add(parts[1]);
      }
    }
    done.addAll(open);
    return done;
  }

  /** One of the parts is empty where users cannot be told apart. */
  private int[][] bisect(int[] users) {
    if (users.length < 2) {
      return new int[][] {users, {}};
    }
    int[][] before = begin(users);
    int[][] parts = around(before, users);
    for (int step = 1; step < MOST_STEPS && !Arrays.deepEquals(before, parts); step++) {
      before = parts;
      parts = around(before, users);
    }
    return parts;
  }

  /** The user with the most ratings, and the one who is the least like them. */
  private int[][] begin(int[] users) {
    int first = users[0];
    for (int user : users) {
      first = byUser.count(user) > byUser.count(first) ? user : first;
    }
    centre(new int[] {first}, one);
    int least = users[0] == first ? users[1] : users[0];
    for (int user : users) {
      if (user != first && cosine(user, one) < cosine(least, one)) {
        least = user;
      }
    }
    return new int[][] {{first}, {least}};
  }

  /** Parts users by which of two groups' centres they are nearer to. */
  private int[][] around(int[][] groups, int[] users) {
    centre(groups[0], one);
    centre(groups[1], other);
    IntArrayList ofOne = new IntArrayList();
    IntArrayList ofOther = new IntArrayList();
    for (int user : users) {
      (cosine(user, one) >= cosine(user, other) ? ofOne : ofOther).add(user);
    }
    return new int[][] {ofOne.toIntArray(), ofOther.toIntArray()};
  }

  /** The sum of the users' directions, of length 1. */
  private void centre(int[] users, double[] centre) {
    Arrays.fill(centre, 0);
    for (int user : users) {
      for (int n = byUser.start(user); norms[user] > 0 && n < byUser.start(user + 1); n++) {
        centre[byUser.other(n)] += tastes[n] / norms[user];
      }
    }
    double square = 0;
    for (double entry : centre) {
      square += entry * entry;
    }
    for (int item = 0; square > 0 && item < centre.length; item++) {
      centre[item] /= Math.sqrt(square);
    }
  }

  private double cosine(int user, double[] centre) {
    double product = 0;
    for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
      product += tastes[n] * centre[byUser.other(n)];
    }
    return norms[user] > 0 ? product / norms[user] : 0;
  }
}
