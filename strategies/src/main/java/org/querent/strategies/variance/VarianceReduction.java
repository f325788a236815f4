package org.querent.strategies.variance;

import java.util.Arrays;
import org.querent.core.model.Posterior;
import org.querent.core.model.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.selection.Acquisition;

/**
 * How much the answer to a pair lowers the summed variance of the open candidates, in stars^2: the
 * trace of H times what S falls by, over both rows, where H sums E[z z^T] over the open candidates
 * that share the row. The fall's numerator is the inner product of
 *
 * <pre>
 *   S_u H_u S_u, z_u z_u^T   and   z_i z_i^T, S_i H_i S_i
 * </pre>
 *
 * H stays as it is while pairs are taken as answered. Not thread-safe.
 */
final class VarianceReduction implements Acquisition {
  private final RemainingVariances variances;
  private final Terms terms;
  private final RowProducts falls;
  private final double[] weightsOfUsers;
  private final double[] weightsOfItems;
  private final double[] second;
  private final QuadraticForm form;

  /** The variances of the pairs that are being scored, of the longest row so far. */
  private double[] totals = {};

  /** Of a posterior, and of no pool yet. */
  VarianceReduction(Posterior posterior) {
    variances = new RemainingVariances(posterior);
    terms = variances.terms();
    int users = variances.users().size;
    int items = variances.items().size;
    falls = new RowProducts(users, items, 2 * terms.count);
    weightsOfUsers = new double[users * terms.count];
    weightsOfItems = new double[items * terms.count];
    second = new double[terms.count];
    form = new QuadraticForm(terms);
  }

  /** Whether a posterior has the shape that is followed. */
  boolean fits(Posterior posterior) {
    return variances.fits(posterior);
  }

  /** Follows a posterior of the same shape; the pool is to be summed up anew after that. */
  void refresh(Posterior posterior, RowChanges changes) {
    variances.refresh(posterior, changes);
  }

  /**
   * Sums up the open candidates as the variances stand now. Cost: O((candidates + rows) * k), times
   * k if the covariance is full, and O(rows * k^3) then.
   */
  void sumUp(Candidates candidates) {
    Arrays.fill(weightsOfUsers, 0);
    Arrays.fill(weightsOfItems, 0);
    for (int user = 0; user < candidates.users(); user++) {
      addRow(candidates, user);
    }
    for (int user = 0; user < variances.users().size; user++) {
      layUser(user);
    }
    for (int item = 0; item < variances.items().size; item++) {
      layItem(item);
    }
  }

  private void addRow(Candidates candidates, int user) {
    int count = terms.count;
    for (int term = 0; term < count; term++) {
      second[term] = variances.users().second(user, term);
    }
    int ofUser = user * count;
    int end = candidates.firstOf(user + 1);
    for (int candidate = candidates.firstOf(user); candidate < end; candidate++) {
      if (candidates.isOpen(candidate)) {
        int item = candidates.item(candidate);
        variances.addSecond(item, weightsOfUsers, ofUser);
        int ofItem = item * count;
        for (int term = 0; term < count; term++) {
          weightsOfItems[ofItem + term] += second[term];
        }
      }
    }
  }

  private void layUser(int user) {
    int at = user * falls.width;
    Moments moments = variances.users();
    form.of(moments.covariances, weightsOfUsers, user * terms.count, falls.users, at);
    for (int term = 0; term < terms.count; term++) {
      // A term (a, b) stands for (b, a) as well.
      falls.users[at + term] *= terms.times(term);
      falls.users[at + terms.count + term] = terms.times(term) * moments.square(user, term);
    }
  }

  private void layItem(int item) {
    int at = item * falls.width;
    Moments moments = variances.items();
    form.of(moments.covariances, weightsOfItems, item * terms.count, falls.items, at + terms.count);
    for (int term = 0; term < terms.count; term++) {
      falls.items[at + term] = moments.square(item, term);
    }
  }

  @Override
  public double score(int user, int item) {
    return falls.of(user, item) / (variances.score(user, item) + variances.common());
  }

  @Override
  public void scoreUser(int user, int[] with, int count, double[] scores) {
    falls.ofUser(user, with, count, scores);
    variances.scoreUser(user, with, count, totals(count));
    divide(scores, count);
  }

  @Override
  public void scoreItem(int item, int[] with, int count, double[] scores) {
    falls.ofItem(item, with, count, scores);
    variances.scoreItem(item, with, count, totals(count));
    divide(scores, count);
  }

  private double[] totals(int count) {
    if (totals.length < count) {
      totals = new double[count];
    }
    return totals;
  }

  private void divide(double[] scores, int count) {
    double common = variances.common();
    for (int n = 0; n < count; n++) {
      scores[n] /= totals[n] + common;
    }
  }

  @Override
  public void assumeAnswered(int user, int item) {
    variances.assumeAnswered(user, item);
    layUser(user);
    layItem(item);
  }
}
