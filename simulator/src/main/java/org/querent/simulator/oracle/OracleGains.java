package org.querent.simulator.oracle;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.selection.Acquisition;

/**
 * By how much the answer to a pair lowers the summed squared errors of ratings that are to be
 * predicted, to first order: it moves the means of its two rows as a linear-Gaussian observation
 * does,
 *
 * <pre>
 *   d_u = S_u z_i (r - m) / (v + sigma^2),   d_i = S_i z_u (r - m) / (v + sigma^2)
 * </pre>
 *
 * The sum of squared errors of the predicted ratings of a row falls by 2 d^T b - d^T G d, where b
 * sums e z, and G sums z z^T. The pair's own rating does not count: once asked, it is not predicted
 * any more.
 *
 * <p>Means, errors and sums follow the answers that are taken for granted. The scores of rows that
 * share no pair with these are made anew in the next round only. Not thread-safe.
 */
final class OracleGains implements Acquisition {
  private final Candidates candidates;
  private final double[] answers;

  /** All of them: answers make any two parameters of a row covary. */
  private final Terms terms;

  private final double bias;

  /** The variance of an answer of each user beyond that of the pair's expected rating. */
  private final double[] beyond;

  private final Rows users;
  private final Rows items;

  /** Whether the predicted ratings are the answers to the candidates. */
  private final boolean ofPool;

  /** The predicted ratings: user, item and value, and the errors of their predictions. */
  private final IntArrayList predictedUsers = new IntArrayList();

  private final IntArrayList predictedItems = new IntArrayList();
  private final double[] values;
  private final double[] errors;

  /** S z of the two rows of a pair. */
  private final double[] reachOfUser;

  private final double[] reachOfItem;
  private final double[] product;

  /** Moments, and sums over the predicted ratings, of all users or all items. */
  private final class Rows {
    final Moments moments;
    final double[] slopes;
    final double[] b;
    final double[] g;
    final IntArrayList[] predicted;

    Rows(GaussianRows rows) {
      moments = new Moments(rows.size(), terms);
      slopes = new double[rows.size()];
      b = new double[rows.size() * terms.width];
      g = new double[rows.size() * terms.count];
      predicted = new IntArrayList[rows.size()];
      for (int row = 0; row < rows.size(); row++) {
        predicted[row] = new IntArrayList();
        slopes[row] = rows.slopeMean(row);
        moments.copy(rows, row);
      }
    }

    /** Adds to the sums of a row what a predicted rating contributes, so many times. */
    void add(int row, double error, Rows others, int other, double times) {
      for (int a = 0; a < terms.width; a++) {
        b[row * terms.width + a] += times * error * others.sensitivity(other, a);
      }
      for (int term = 0; term < terms.count; term++) {
        g[row * terms.count + term] += times * others.moments.square(other, term);
      }
    }

    double sensitivity(int row, int a) {
      return moments.sensitivities[row * terms.width + a];
    }

    /** 2 d^T b - d^T G d for d = step * reach. */
    double gain(int row, double[] reach, double step) {
      terms.multiply(g, row * terms.count, reach, 0, product);
      double linear = 0;
      double square = 0;
      for (int a = 0; a < terms.width; a++) {
        linear += reach[a] * b[row * terms.width + a];
        square += reach[a] * product[a];
      }
      return 2 * step * linear - step * step * square;
    }

    /** z^T of a row times a vector. */
    double times(int row, double[] vector) {
      double sum = 0;
      for (int a = 0; a < terms.width; a++) {
        sum += sensitivity(row, a) * vector[a];
      }
      return sum;
    }

    /** Moves a row's means, and lets its covariance fall. */
    void move(int row, double[] reach, double step, double total) {
      slopes[row] += step * reach[0];
      for (int a = 1; a < terms.width; a++) {
        moments.sensitivities[row * terms.width + a] += step * reach[a];
      }
      moments.fall(row, reach, total);
    }
  }

  /**
   * Predicts the ratings of a holdout. Cost: O((rows + ratings) * k^2).
   *
   * @param answers to the candidates, {@linkplain Posterior#felt as they were felt}; NaN where
   *     there is none
   */
  OracleGains(Posterior posterior, Candidates candidates, double[] answers, Ratings holdout) {
    this(posterior, candidates, answers, false, holdout.size());
    for (int n = 0; n < holdout.size(); n++) {
      int user = holdout.user(n);
      int item = holdout.item(n);
      predict(user, item, posterior.felt(user, item, holdout.rating(n)));
    }
  }

  /**
   * Predicts the answers to all open candidates. Cost: O((rows + candidates) * k^2).
   *
   * @param answers to the candidates; NaN where there is none
   */
  OracleGains(Posterior posterior, Candidates candidates, double[] answers) {
    this(posterior, candidates, answers, true, candidates.size());
    for (int n = 0; n < candidates.size(); n++) {
      int candidate = candidates.open(n);
      if (!Double.isNaN(answers[candidate])) {
        predict(candidates.user(candidate), candidates.item(candidate), answers[candidate]);
      }
    }
  }

  private OracleGains(
      Posterior posterior, Candidates candidates, double[] answers, boolean ofPool, int most) {
    this.candidates = candidates;
    this.answers = answers;
    this.ofPool = ofPool;
    terms = new Terms(posterior.factors(), Covariance.FULL);
    bias = posterior.biasMean();
    beyond = new double[posterior.users().size()];
    Arrays.setAll(beyond, user -> posterior.biasVariance() + posterior.noiseVariance(user));
    users = new Rows(posterior.users());
    items = new Rows(posterior.items());
    values = new double[most];
    errors = new double[most];
    reachOfUser = new double[terms.width];
    reachOfItem = new double[terms.width];
    product = new double[terms.width];
  }

  private void predict(int user, int item, double value) {
    int t = predictedUsers.size();
    predictedUsers.add(user);
    predictedItems.add(item);
    values[t] = value;
    errors[t] = value - mean(user, item);
    users.predicted[user].add(t);
    items.predicted[item].add(t);
    count(t, 1);
  }

  private void count(int t, double times) {
    int user = predictedUsers.getInt(t);
    int item = predictedItems.getInt(t);
    users.add(user, errors[t], items, item, times);
    items.add(item, errors[t], users, user, times);
  }

  private double mean(int user, int item) {
    double sum = bias + users.slopes[user] + items.slopes[item];
    for (int a = 1; a < terms.width; a++) {
      sum += users.sensitivity(user, a) * items.sensitivity(item, a);
    }
    return sum;
  }

  /** The variance of an answer; leaves S z of both rows. */
  private double total(int user, int item) {
    users.moments.reach(user, items.moments, item, reachOfUser);
    items.moments.reach(item, users.moments, user, reachOfItem);
    double sum = beyond[user];
    sum += items.times(item, reachOfUser) + users.times(user, reachOfItem);
    for (int a = 1; a < terms.width; a++) {
      for (int c = 1; c < terms.width; c++) {
        int term = Terms.at(Math.max(a, c), Math.min(a, c));
        sum += users.moments.covariance(user, term) * items.moments.covariance(item, term);
      }
    }
    return sum;
  }

  @Override
  public double score(int user, int item) {
    double answer = answer(user, item);
    if (Double.isNaN(answer)) {
      // Brings nothing; what brings harm comes after it.
      return 0;
    }
    double error = answer - mean(user, item);
    double step = error / total(user, item);
    double gain = users.gain(user, reachOfUser, step) + items.gain(item, reachOfItem, step);
    return ofPool ? gain - ownGain(user, item, error, step) : gain;
  }

  /** What the pair's own rating contributes to the gain where it is a predicted one. */
  private double ownGain(int user, int item, double error, double step) {
    double byUser = step * items.times(item, reachOfUser);
    double byItem = step * users.times(user, reachOfItem);
    return 2 * error * (byUser + byItem) - byUser * byUser - byItem * byItem;
  }

  /** Candidates are numbered by user, then item. */
  private double answer(int user, int item) {
    int low = candidates.firstOf(user);
    int high = candidates.firstOf(user + 1) - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (candidates.item(middle) < item) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return answers[low];
  }

  @Override
  public void assumeAnswered(int user, int item) {
    double answer = answer(user, item);
    if (Double.isNaN(answer)) {
      return;
    }
    forget(user, item);
    double total = total(user, item);
    double step = (answer - mean(user, item)) / total;
    countAll(users.predicted[user], -1);
    countAll(items.predicted[item], -1);
    users.move(user, reachOfUser, step, total);
    items.move(item, reachOfItem, step, total);
    renew(users.predicted[user]);
    renew(items.predicted[item]);
    countAll(users.predicted[user], 1);
    countAll(items.predicted[item], 1);
  }

  /** Predicts a pair's own rating no more, if it was predicted. */
  private void forget(int user, int item) {
    for (int n = 0; n < users.predicted[user].size(); n++) {
      int t = users.predicted[user].getInt(n);
      if (predictedItems.getInt(t) == item) {
        count(t, -1);
        users.predicted[user].rem(t);
        items.predicted[item].rem(t);
        return;
      }
    }
  }

  private void countAll(IntArrayList some, double times) {
    for (int n = 0; n < some.size(); n++) {
      count(some.getInt(n), times);
    }
  }

  private void renew(IntArrayList some) {
    for (int n = 0; n < some.size(); n++) {
      int t = some.getInt(n);
      errors[t] = values[t] - mean(predictedUsers.getInt(t), predictedItems.getInt(t));
    }
  }
}
