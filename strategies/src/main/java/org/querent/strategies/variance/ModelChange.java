package org.querent.strategies.variance;

import java.util.Arrays;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.QuadraticForm;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.selection.Acquisition;

/**
 * The expected length of the step that a pair's answer moves the posterior means by, where slopes
 * and factors compare: those of standardised ratings. To first order an answer r away from its mean
 * moves the bias by s_0 r / (v + sigma^2) and the rows by S z r / (v + sigma^2); r is Gaussian with
 * variance v + sigma^2, so that its expected absolute value is sqrt(2 (v + sigma^2) / pi), and the
 * step's
 *
 * <pre>
 *   sqrt(2 / pi) sqrt((s_0^2 + |S_u z_i|^2 + |S_i z_u|^2) / (v + sigma^2))
 * </pre>
 *
 * The sum of both rows' squares is the inner product of S_u^2, z_u z_u^T and z_i z_i^T, S_i^2,
 * which are kept for every row. Not thread-safe.
 */
final class ModelChange implements Acquisition {
  private final RemainingVariances variances;
  private final double bias;
  private final Terms terms;
  private final RowProducts products;
  private final QuadraticForm form;
  private final double[] identity;
  private final double[] covariance;

  /** The variances of the row that is being scored, as long as the longest so far. */
  private double[] rowVariances = {};

  /**
   * The change by variances that fall as pairs are taken as answered. Cost: O(rows * k), or O(rows
   * * k^3) if the covariance is full.
   *
   * @param bias s_0
   */
  ModelChange(RemainingVariances variances, double bias) {
    this.variances = variances;
    this.bias = bias;
    terms = variances.terms();
    products = new RowProducts(variances.users(), variances.items(), 2 * terms.count);
    form = new QuadraticForm(terms);
    identity = new double[terms.count];
    Arrays.setAll(identity, term -> terms.first[term] == terms.second[term] ? 1 : 0);
    covariance = new double[terms.count];
    for (int user = variances.users().first; user < variances.users().end; user++) {
      fillUser(user);
    }
    for (int item = 0; item < variances.items().end; item++) {
      fillItem(item);
    }
  }

  private void fillUser(int user) {
    int at = products.ofUser(user);
    layFall(variances.users(), user, products.users, at);
    for (int term = 0; term < terms.count; term++) {
      // A term (a, b) stands for (b, a) as well.
      products.users[at + term] *= terms.times(term);
      products.users[at + terms.count + term] =
          terms.times(term) * variances.users().square(user, term);
    }
  }

  private void fillItem(int item) {
    int at = products.ofItem(item);
    layFall(variances.items(), item, products.items, at + terms.count);
    for (int term = 0; term < terms.count; term++) {
      products.items[at + term] = variances.items().square(item, term);
    }
  }

  /** S^2 of a row. */
  private void layFall(Moments moments, int row, double[] out, int at) {
    System.arraycopy(moments.covariances, moments.at(row), covariance, 0, terms.count);
    form.of(covariance, identity, 0, out, at);
  }

  @Override
  public double score(int user, int item) {
    double beyond = variances.beyond(user, item);
    return length(products.of(user, item), variances.score(user, item), beyond);
  }

  /**
   * The length.
   *
   * @param beyond the variance of the answer beyond what rows and pair make of it
   */
  private double length(double squares, double variance, double beyond) {
    // Rounding may take squares that have fallen to 0 below it.
    double step = Math.max(0, bias * bias + squares);
    return Math.sqrt(2 / Math.PI * step / (variance + beyond));
  }

  @Override
  public void scoreUser(int user, int[] with, int count, double[] scores) {
    products.ofUser(user, with, count, scores);
    variances.scoreUser(user, with, count, reserve(count));
    for (int n = 0; n < count; n++) {
      scores[n] = length(scores[n], rowVariances[n], variances.beyond(user, with[n]));
    }
  }

  @Override
  public void scoreItem(int item, int[] with, int count, double[] scores) {
    products.ofItem(item, with, count, scores);
    variances.scoreItem(item, with, count, reserve(count));
    for (int n = 0; n < count; n++) {
      scores[n] = length(scores[n], rowVariances[n], variances.beyond(with[n], item));
    }
  }

  private double[] reserve(int count) {
    if (rowVariances.length < count) {
      rowVariances = new double[count];
    }
    return rowVariances;
  }

  @Override
  public void assumeAnswered(int user, int item) {
    variances.assumeAnswered(user, item);
    fillUser(user);
    fillItem(item);
  }
}
