package org.querent.strategies.tree;

import java.util.Arrays;
import org.querent.strategies.questionnaire.InitialRatings;
import org.querent.strategies.questionnaire.RatingLists;

/**
 * Predicts an item's ratings by their mean among the users at a node, as if {@code smoothing} more
 * ratings of the parent's prediction were in.
 *
 * <p>With n ratings of an item at the node, whose distances from the parent's prediction sum up to
 * s, that lowers their squared error by s^2 (n + 2 smoothing) / (n + smoothing)^2. The sums of
 * those who have not rated an item are the node's without those of the others, so that a gain costs
 * O(ratings of the raters).
 */
final class NodeMeans implements NodeModel {
  private final RatingLists byUser;
  private final double smoothing;
  private final Work work;

  /** What the node predicts for each item. */
  private final double[] means;

  /**
   * How many users at the node have rated each item, and their distances from what is predicted.
   */
  private final int[] counts;

  private final double[] sums;

  /** The root, of the users of all known ratings. */
  static NodeMeans root(InitialRatings known, int[] users, double smoothing) {
    double[] means = new double[known.byItem().size()];
    Arrays.fill(means, known.mean());
    return new NodeMeans(known.byUser(), users, means, smoothing, new Work(means.length));
  }

  /** The predictions of the parent become those of the node. */
  private NodeMeans(RatingLists byUser, int[] users, double[] means, double smoothing, Work work) {
    this.byUser = byUser;
    this.smoothing = smoothing;
    this.means = means;
    this.work = work;
    counts = new int[means.length];
    sums = new double[means.length];
    for (int user : users) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        int item = byUser.other(n);
        counts[item]++;
        sums[item] += byUser.rating(n) - means[item];
      }
    }
    for (int item = 0; item < means.length; item++) {
      if (counts[item] > 0) {
        double step = sums[item] / (counts[item] + smoothing);
        means[item] += step;
        sums[item] -= counts[item] * step;
      }
    }
  }

  @Override
  public double gain(int[] raters, int from, int middle, int to) {
    int touched = 0;
    for (int r = from; r < to; r++) {
      double[] groupSums = r < middle ? work.likedSums : work.dislikedSums;
      int[] groupCounts = r < middle ? work.likedCounts : work.dislikedCounts;
      int end = byUser.start(raters[r] + 1);
      for (int n = byUser.start(raters[r]); n < end; n++) {
        int item = byUser.other(n);
        if (work.likedCounts[item] + work.dislikedCounts[item] == 0) {
          work.touched[touched++] = item;
        }
        groupCounts[item]++;
        groupSums[item] += byUser.rating(n) - means[item];
      }
    }
    double gain = 0;
    for (int t = 0; t < touched; t++) {
      gain += gainOf(work.touched[t]);
    }
    return gain;
  }

  /** Adds up the three groups for an item, and clears its working memory. */
  private double gainOf(int item) {
    int likes = work.likedCounts[item];
    int dislikes = work.dislikedCounts[item];
    double liked = work.likedSums[item];
    double disliked = work.dislikedSums[item];
    work.likedCounts[item] = 0;
    work.dislikedCounts[item] = 0;
    work.likedSums[item] = 0;
    work.dislikedSums[item] = 0;
    return fall(liked, likes)
        + fall(disliked, dislikes)
        + fall(sums[item] - liked - disliked, counts[item] - likes - dislikes)
        - fall(sums[item], counts[item]);
  }

  private double fall(double sum, int count) {
    double smoothed = count + smoothing;
    return count == 0 ? 0 : sum * sum * (smoothed + smoothing) / (smoothed * smoothed);
  }

  @Override
  public double predict(int item) {
    return means[item];
  }

  @Override
  public NodeModel child(int[] users) {
    return new NodeMeans(byUser, users, means.clone(), smoothing, work);
  }

  @Override
  public void end(int[] users) {}

  /** Sums by item, all 0 between two gains. */
  private static final class Work {
    final int[] likedCounts;
    final int[] dislikedCounts;
    final double[] likedSums;
    final double[] dislikedSums;
    final int[] touched;

    Work(int items) {
      likedCounts = new int[items];
      dislikedCounts = new int[items];
      likedSums = new double[items];
      dislikedSums = new double[items];
      touched = new int[items];
    }
  }
}
