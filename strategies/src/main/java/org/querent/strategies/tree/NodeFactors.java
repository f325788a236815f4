package org.querent.strategies.tree;

import java.util.Arrays;
import org.querent.strategies.moments.NormalEquations;
import org.querent.strategies.questionnaire.RatingLists;

/**
 * Predicts the ratings of the users at a node by one profile of all of them, which is shrunk to
 * that of the parent.
 *
 * <p>With A the sum of z z' over the ratings of a group, z the slopes of their items, and b that of
 * the ratings' distances from the items' means times z, a profile of the group's own lowers the
 * squared error, the prior with it, by g' (A + prior I)^-1 g, where g = b - A p and p is the node's
 * profile. A and b are kept by user, so that a gain costs O(raters * width^2 + width^3).
 */
final class NodeFactors implements NodeModel {
  /** Is told the profile of each user at the end of their way. */
  @FunctionalInterface
  interface Ends {
    void profile(int user, double[] profile);
  }

  private final UserSums userSums;
  private final ItemFactors items;
  private final double prior;
  private final Ends ends;
  private final double[] profile;
  private final double[] sums;
  private final double ownFall;
  private final Work work;

  /** The root; its own parent's profile is 0. */
  static NodeFactors root(
      RatingLists byUser, int[] users, ItemFactors items, double prior, Ends ends) {
    UserSums sums = new UserSums(byUser, items);
    Work work = new Work(items.width(), sums.size());
    return new NodeFactors(sums, items, users, new double[items.width()], prior, ends, work);
  }

  /** The profile of the parent becomes that of the node. */
  private NodeFactors(
      UserSums userSums,
      ItemFactors items,
      int[] users,
      double[] profile,
      double prior,
      Ends ends,
      Work work) {
    this.userSums = userSums;
    this.items = items;
    this.prior = prior;
    this.ends = ends;
    this.profile = profile;
    this.work = work;
    sums = new double[userSums.size()];
    userSums.add(users, 0, users.length, sums);
    set(sums);
    work.equations.solve();
    for (int f = 0; f < profile.length; f++) {
      profile[f] += work.equations.vector()[f];
    }
    ownFall = fall(sums);
  }

  @Override
  public double gain(int[] raters, int from, int middle, int to) {
    Arrays.fill(work.liked, 0);
    Arrays.fill(work.disliked, 0);
    userSums.add(raters, from, middle, work.liked);
    userSums.add(raters, middle, to, work.disliked);
    for (int n = 0; n < sums.length; n++) {
      work.unknown[n] = sums[n] - work.liked[n] - work.disliked[n];
    }
    return fall(work.liked) + fall(work.disliked) + fall(work.unknown) - ownFall;
  }

  private double fall(double[] group) {
    set(group);
    return work.equations.reduce();
  }

  /** Sets up (A + prior I) x = g for a group. */
  private void set(double[] group) {
    int width = profile.length;
    double[] matrix = work.equations.matrix();
    double[] gradient = work.equations.vector();
    System.arraycopy(group, 0, gradient, 0, width);
    int at = width;
    for (int f = 0; f < width; f++) {
      for (int g = 0; g <= f; g++) {
        double entry = group[at++];
        matrix[f * width + g] = entry;
        gradient[f] -= entry * profile[g];
        if (g < f) {
          gradient[g] -= entry * profile[f];
        }
      }
      matrix[f * width + f] += prior;
    }
  }

  @Override
  public double predict(int item) {
    double sum = items.mean(item);
    for (int f = 0; f < profile.length; f++) {
      sum += profile[f] * items.slope(item, f);
    }
    return sum;
  }

  @Override
  public NodeModel child(int[] users) {
    return new NodeFactors(userSums, items, users, profile.clone(), prior, ends, work);
  }

  @Override
  public void end(int[] users) {
    for (int user : users) {
      ends.profile(user, profile);
    }
  }

  /** Working memory of all nodes of a tree. */
  private static final class Work {
    final double[] liked;
    final double[] disliked;
    final double[] unknown;
    final NormalEquations equations;

    Work(int width, int size) {
      liked = new double[size];
      disliked = new double[size];
      unknown = new double[size];
      equations = new NormalEquations(width);
    }
  }
}
