package org.querent.simulator.oracle;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.Candidates;
import org.querent.strategies.selection.Acquisition;

/**
 * By how much the answer to a pair lowers the summed squared errors of a target, to first order: it
 * moves the means of its two rows as a linear-Gaussian observation does,
 *
 * <pre>
 *   d_u = S_u z_i (r - m) / (v + sigma^2)
 * </pre>
 *
 * and d_i likewise. Of the target's ratings of the row, the sum of squared errors falls by 2 d^T b
 * - d^T G d, where b sums e z, and G sums z z^T. The pair's own rating does not count: once asked,
 * it is not predicted any more.
 *
 * <p>Means, errors and sums follow the answers that are taken for granted. The scores of rows that
 * share no pair with these are made anew in the next round only. Not thread-safe.
 */
final class OracleGains implements Acquisition {
  private final Candidates candidates;
  private final double[] answers;
  private final int width;
  private final double biasVariance;
  private final double noise;
  private final double bias;
  private final Side users;
  private final Side items;

  /** The target's ratings: user, item and value. */
  private final IntArrayList targetUsers = new IntArrayList();

  private final IntArrayList targetItems = new IntArrayList();
  private double[] values = {};
  private double[] errors = {};
  private boolean ofPool;

  /** S z of the two rows of a pair. */
  private final double[] fallOfUser;

  private final double[] fallOfItem;

  /** Means, covariances, and sums over the target, of all users or all items. */
  private final class Side {
    final double[] slopes;
    final double[] sensitivities;
    final double[] covariances;
    final double[] b;
    final double[] g;
    final IntArrayList[] targets;

    Side(GaussianRows rows) {
      slopes = new double[rows.size()];
      sensitivities = new double[rows.size() * width];
      covariances = new double[rows.size() * width * width];
      b = new double[rows.size() * width];
      g = new double[rows.size() * width * width];
      targets = new IntArrayList[rows.size()];
      for (int row = 0; row < rows.size(); row++) {
        targets[row] = new IntArrayList();
        slopes[row] = rows.slopeMean(row);
        for (int a = 0; a < width; a++) {
          sensitivities[row * width + a] = a == 0 ? 1 : rows.factorMean(row, a - 1);
          for (int c = 0; c < width; c++) {
            covariances[(row * width + a) * width + c] = rows.covariance(row, a, c);
          }
        }
      }
    }

    /** Adds to the sums of a row what a rating of the target contributes, so many times. */
    void add(int row, double error, Side others, int other, double times) {
      for (int a = 0; a < width; a++) {
        double z = others.sensitivities[other * width + a];
        b[row * width + a] += times * error * z;
        for (int c = 0; c < width; c++) {
          g[(row * width + a) * width + c] += times * z * others.sensitivities[other * width + c];
        }
      }
    }

    /** out = S z. */
    void fall(int row, Side others, int other, double[] out) {
      for (int a = 0; a < width; a++) {
        double sum = 0;
        for (int c = 0; c < width; c++) {
          sum +=
              covariances[(row * width + a) * width + c] * others.sensitivities[other * width + c];
        }
        out[a] = sum;
      }
    }

    /** 2 d^T b - d^T G d for d = step * fall. */
    double gain(int row, double[] fall, double step) {
      double linear = 0;
      double square = 0;
      for (int a = 0; a < width; a++) {
        linear += fall[a] * b[row * width + a];
        double sum = 0;
        for (int c = 0; c < width; c++) {
          sum += g[(row * width + a) * width + c] * fall[c];
        }
        square += fall[a] * sum;
      }
      return 2 * step * linear - step * step * square;
    }

    double product(int row, double[] fall) {
      double sum = 0;
      for (int a = 0; a < width; a++) {
        sum += sensitivities[row * width + a] * fall[a];
      }
      return sum;
    }

    /** Moves a row's means, and lets its covariance fall. */
    void move(int row, double[] fall, double step, double total) {
      slopes[row] += step * fall[0];
      for (int a = 0; a < width; a++) {
        sensitivities[row * width + a] += a == 0 ? 0 : step * fall[a];
        for (int c = 0; c < width; c++) {
          covariances[(row * width + a) * width + c] -= fall[a] * fall[c] / total;
        }
      }
    }
  }

  /** Of a posterior and a pool, without a target. Cost: O(rows * k^2). */
  OracleGains(Posterior posterior, Candidates candidates, double[] answers) {
    this.candidates = candidates;
    this.answers = answers;
    width = posterior.factors() + 1;
    bias = posterior.biasMean();
    biasVariance = posterior.biasVariance();
    noise = posterior.noiseVariance();
    users = new Side(posterior.users());
    items = new Side(posterior.items());
    fallOfUser = new double[width];
    fallOfItem = new double[width];
  }

  /** Takes ratings as the target. Cost: O(ratings * k^2). */
  void aimAt(Ratings ratings) {
    for (int n = 0; n < ratings.size(); n++) {
      targetUsers.add(ratings.user(n));
      targetItems.add(ratings.item(n));
    }
    values = new double[ratings.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = ratings.rating(n);
    }
    sumUp();
  }

  /** Takes the answers to all open candidates as the target. Cost: O(candidates * k^2). */
  void aimAtPool() {
    ofPool = true;
    values = new double[candidates.size()];
    int count = 0;
    for (int n = 0; n < candidates.size(); n++) {
      int candidate = candidates.open(n);
      if (!Double.isNaN(answers[candidate])) {
        targetUsers.add(candidates.user(candidate));
        targetItems.add(candidates.item(candidate));
        values[count++] = answers[candidate];
      }
    }
    sumUp();
  }

  private void sumUp() {
    errors = new double[targetUsers.size()];
    for (int t = 0; t < errors.length; t++) {
      int user = targetUsers.getInt(t);
      int item = targetItems.getInt(t);
      errors[t] = values[t] - mean(user, item);
      users.targets[user].add(t);
      items.targets[item].add(t);
      count(t, 1);
    }
  }

  private void count(int t, double times) {
    int user = targetUsers.getInt(t);
    int item = targetItems.getInt(t);
    users.add(user, errors[t], items, item, times);
    items.add(item, errors[t], users, user, times);
  }

  private double mean(int user, int item) {
    double sum = bias + users.slopes[user] + items.slopes[item];
    for (int a = 1; a < width; a++) {
      sum += users.sensitivities[user * width + a] * items.sensitivities[item * width + a];
    }
    return sum;
  }

  /** The variance of an answer; leaves S z of both rows. */
  private double total(int user, int item) {
    users.fall(user, items, item, fallOfUser);
    items.fall(item, users, user, fallOfItem);
    double sum = biasVariance + noise;
    sum += items.product(item, fallOfUser) + users.product(user, fallOfItem);
    for (int a = 1; a < width; a++) {
      for (int c = 1; c < width; c++) {
        sum +=
            users.covariances[(user * width + a) * width + c]
                * items.covariances[(item * width + a) * width + c];
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
    double gain = users.gain(user, fallOfUser, step) + items.gain(item, fallOfItem, step);
    return ofPool ? gain - ownGain(user, item, error, step) : gain;
  }

  /** What the pair's own rating contributes to the gain where it is one of the target's. */
  private double ownGain(int user, int item, double error, double step) {
    double byUser = step * items.product(item, fallOfUser);
    double byItem = step * users.product(user, fallOfItem);
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
    countAll(users.targets[user], -1);
    countAll(items.targets[item], -1);
    users.move(user, fallOfUser, step, total);
    items.move(item, fallOfItem, step, total);
    renew(users.targets[user]);
    renew(items.targets[item]);
    countAll(users.targets[user], 1);
    countAll(items.targets[item], 1);
  }

  /** Takes a pair's own rating out of the target, if it is one of it. */
  private void forget(int user, int item) {
    for (int n = 0; n < users.targets[user].size(); n++) {
      int t = users.targets[user].getInt(n);
      if (targetItems.getInt(t) == item) {
        count(t, -1);
        users.targets[user].rem(t);
        items.targets[item].rem(t);
        return;
      }
    }
  }

  private void countAll(IntArrayList targets, double times) {
    for (int n = 0; n < targets.size(); n++) {
      count(targets.getInt(n), times);
    }
  }

  private void renew(IntArrayList targets) {
    for (int n = 0; n < targets.size(); n++) {
      int t = targets.getInt(n);
      errors[t] = values[t] - mean(targetUsers.getInt(t), targetItems.getInt(t));
    }
  }
}
