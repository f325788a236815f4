package org.querent.strategies.variance;

import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;

/**
 * The predicted ratings, standardised, of the posterior that a strategy is shown round after round,
 * times a factor, without the bias, which is the same for all: the inner product of (m_u, 1, mu_u)
 * and (1, m_i, mu_i), kept for every row, changes with its two rows alone.
 */
final class PredictedMeans {
  private final double factor;

  private RowProducts products = new RowProducts(0, 0, 0, 0);

  private int firstUser;
  private int endOfUsers;
  private int items;

  /** Means times a factor, to be used after the first {@link #follow}. */
  PredictedMeans(double factor) {
    this.factor = factor;
  }

  /** Copies the rows that have changed, of users who have candidates. Cost: O(rows * k). */
  void follow(QueryRound round) {
    Posterior posterior = round.posterior().standardised();
    RowChanges changes = round.changes();
    if (!fits(posterior, round.candidates())) {
      firstUser = round.candidates().firstUser();
      endOfUsers = round.candidates().endOfUsers();
      items = posterior.items().size();
      products = new RowProducts(firstUser, endOfUsers, items, posterior.factors() + 2);
      changes = RowChanges.EVERYTHING;
    }
    if (changes.everything()) {
      for (int user = firstUser; user < endOfUsers; user++) {
        fillUser(posterior, user);
      }
      for (int item = 0; item < items; item++) {
        fillItem(posterior, item);
      }
      return;
    }
    for (int user : changes.users()) {
      if (firstUser <= user && user < endOfUsers) {
        fillUser(posterior, user);
      }
    }
    for (int item : changes.items()) {
      fillItem(posterior, item);
    }
  }

  private boolean fits(Posterior posterior, Candidates candidates) {
    return candidates.firstUser() == firstUser
        && candidates.endOfUsers() == endOfUsers
        && posterior.items().size() == items
        && posterior.factors() + 2 == products.width;
  }

  private void fillUser(Posterior posterior, int user) {
    int at = products.ofUser(user);
    products.users[at] = factor * posterior.users().slopeMean(user);
    products.users[at + 1] = factor;
    layFactors(posterior.users(), user, factor, products.users, at + 2);
  }

  private void fillItem(Posterior posterior, int item) {
    int at = products.ofItem(item);
    products.items[at] = 1;
    products.items[at + 1] = posterior.items().slopeMean(item);
    layFactors(posterior.items(), item, 1, products.items, at + 2);
  }

  private void layFactors(GaussianRows rows, int row, double times, double[] out, int at) {
    for (int f = 0; f < products.width - 2; f++) {
      out[at + f] = times * rows.factorMean(row, f);
    }
  }

  /** The mean of every pair. */
  RowProducts products() {
    return products;
  }
}
