package org.querent.strategies.variance;

import org.querent.core.posterior.Posterior;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.Terms;

/**
 * How much a model expects the mean squared error to fall by the answers to a batch, whoever chose
 * it: the fall of the mean variance over all candidates, answered or not, which are distributed as
 * a holdout is that was drawn as they were. An answer lowers it by
 *
 * <pre>
 *   sum over both rows of (S z)^T H (S z) / (v + sigma^2)
 * </pre>
 *
 * as {@link ExpectedVarianceReduction} ranks with a target like the test, each given that those
 * before it are answered; but H also counts what a row teaches others through the known ratings
 * that they share, of which a rating tells a user the more, the less its item is in doubt:
 *
 * <pre>
 *   H_i = sum of E[z_u z_u^T] over candidates + sum over known ratings of
 *           z_u z_u^T z_i^T S_u H_u S_u z_i / (v + sigma^2)^2           H_u likewise; thrice
 * </pre>
 *
 * Without it what is promised is too little wherever rows are not known yet. Not thread-safe.
 */
public final class PromisedReduction {
  private static final int ITERATIONS = 3;

  private final Posterior posterior;
  private final Candidates candidates;
  private final Terms terms;
  private final Side users;
  private final Side items;

  /** One side's rows, and H of each by its terms. */
  private static final class Side {
    final Moments moments;
    final double[] candidates;
    double[] sums;
    final double[] reach;

    Side(int rows, Terms terms) {
      moments = new Moments(rows, terms);
      candidates = new double[moments.covariances.length];
      sums = candidates;
      reach = new double[terms.width];
    }
  }

  /** What is expected of a model as it is now. Cost: O((candidates + known + rows) k^2). */
  public PromisedReduction(Posterior of, Candidates candidates, History known) {
    posterior = of.standardised();
    this.candidates = candidates;
    terms = new Terms(posterior.factors(), posterior.covariance());
    users = new Side(posterior.users().size(), terms);
    items = new Side(posterior.items().size(), terms);
    for (int user = 0; user < users.moments.end; user++) {
      users.moments.copy(posterior.users(), user);
    }
    for (int item = 0; item < items.moments.end; item++) {
      items.moments.copy(posterior.items(), item);
    }
    for (int candidate = 0; candidate < candidates.capacity(); candidate++) {
      int user = candidates.user(candidate);
      int item = candidates.item(candidate);
      for (int term = 0; term < terms.count; term++) {
        users.candidates[users.moments.at(user) + term] += items.moments.second(item, term);
        items.candidates[items.moments.at(item) + term] += users.moments.second(user, term);
      }
    }
    for (int n = 0; n < ITERATIONS; n++) {
      propagate(known);
    }
  }

  private void propagate(History known) {
    double[] ofUsers = users.candidates.clone();
    double[] ofItems = items.candidates.clone();
    for (int n = 0; n < known.size(); n++) {
      int user = known.user(n);
      int item = known.item(n);
      double total = variance(user, item);
      users.moments.reach(user, items.moments, item, users.reach);
      items.moments.reach(item, users.moments, user, items.reach);
      double byUser = form(users, user) / (total * total);
      double byItem = form(items, item) / (total * total);
      for (int term = 0; term < terms.count; term++) {
        ofItems[items.moments.at(item) + term] += byUser * users.moments.square(user, term);
        ofUsers[users.moments.at(user) + term] += byItem * items.moments.square(item, term);
      }
    }
    users.sums = ofUsers;
    items.sums = ofItems;
  }

  /** The form with H of what was reached of a row. */
  private double form(Side side, int row) {
    double sum = 0;
    int at = side.moments.at(row);
    for (int term = 0; term < terms.count; term++) {
      sum +=
          terms.times(term)
              * side.sums[at + term]
              * side.reach[terms.first[term]]
              * side.reach[terms.second[term]];
    }
    return sum;
  }

  /** The variance of an answer. */
  private double variance(int user, int item) {
    double sum = posterior.biasVariance() + posterior.noiseVariance(user);
    for (int term = 0; term < terms.count; term++) {
      sum +=
          terms.times(term)
              * (users.moments.covariance(user, term) * items.moments.second(item, term)
                  + users.moments.square(user, term) * items.moments.covariance(item, term));
    }
    return sum;
  }

  /**
   * What the answers to some candidates promise, each given those before it, in standardised units.
   *
   * @param batch in the order in which they are asked; once
   */
  public double[] of(int[] batch) {
    double[] promised = new double[batch.length];
    for (int n = 0; n < batch.length; n++) {
      int user = candidates.user(batch[n]);
      int item = candidates.item(batch[n]);
      double total = variance(user, item);
      users.moments.reach(user, items.moments, item, users.reach);
      items.moments.reach(item, users.moments, user, items.reach);
      promised[n] = (form(users, user) + form(items, item)) / total / candidates.capacity();
      users.moments.fall(user, users.reach, total);
      items.moments.fall(item, items.reach, total);
    }
    return promised;
  }
}
