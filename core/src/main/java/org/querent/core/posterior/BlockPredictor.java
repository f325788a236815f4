package org.querent.core.posterior;

import java.util.Arrays;
import org.querent.core.parallel.Workers;

/**
 * Means and variances of a block of user-item pairs: the items are laid out once, term by term, so
 * that the innermost loops run over consecutive items and become vector instructions. A tile of
 * items stays in the nearest cache while all users of the block meet it.
 *
 * <p>With z = (1, mu) and S the covariance of a row, the variance of a pair is a sum over pairs (a,
 * b) of S_u[a,b] (z_i z_i^T + S_i without the slope)[a,b] + (z_u z_u^T)[a,b] S_i[a,b]: two products
 * of matrices, whose inner dimension is the number of terms (a, b), 1 + k where the covariance is
 * diagonal, (1 + k)(2 + k) / 2 where it is full.
 */
final class BlockPredictor {
  /** Items per tile: the terms of k = 8 are 28 kB. */
  private static final int TILE = 128;

  private final Machine machine;
  private final RatingUnit unit;
  private final Gaussians left;
  private final Gaussians right;
  private final int factors;
  private final int columns;
  private final int terms;

  /** The parameters a and b &lt;= a of every term; 0 is the slope. */
  private final int[] first;

  private final int[] second;
  private final double[] slopeMeans;

  // An array a term: the compiler vectorises loops whose arrays are all indexed alike.
  private final double[][] means;
  private final double[][] seconds;
  private final double[][] covariances;

  BlockPredictor(Machine machine, RatingUnit unit, int[] items, Workers workers) {
    this.machine = machine;
    this.unit = unit;
    left = machine.left.rows;
    right = machine.right.rows;
    factors = machine.width - 1;
    this.columns = items.length;
    int width = machine.width;
    boolean full = left.shape == Gaussians.Shape.FULL;
    terms = full ? width * (width + 1) / 2 : width;
    first = new int[terms];
    second = new int[terms];
    for (int a = 0, term = 0; a < width; a++) {
      for (int b = full ? 0 : a; b <= a; b++, term++) {
        first[term] = a;
        second[term] = b;
      }
    }
    slopeMeans = new double[columns];
    means = new double[factors][columns];
    seconds = new double[terms][columns];
    covariances = new double[terms][columns];
    workers.run(
        columns,
        (chunk, from, to, worker) -> {
          for (int c = from; c < to; c++) {
            lay(c, machine.right.first + items[c]);
          }
        });
  }

  private void lay(int column, int row) {
    slopeMeans[column] = unit.difference(right.means[row * (factors + 1)]);
    for (int f = 0; f < factors; f++) {
      means[f][column] = unit.difference(right.means[row * (factors + 1) + f + 1]);
    }
    for (int term = 0; term < terms; term++) {
      int a = first[term];
      int b = second[term];
      double covariance = right.covariance(row, a, b);
      covariances[term][column] = unit.variance(covariance);
      seconds[term][column] =
          unit.variance(
              right.sensitivity(row, a) * right.sensitivity(row, b) + (b > 0 ? covariance : 0));
    }
  }

  /** The number of tiles. */
  int tiles() {
    return (columns + TILE - 1) / TILE;
  }

  /**
   * Predicts some tiles of all users; others may be predicted by other threads at the same time.
   *
   * @param firstTile the first of them
   * @param endTile one past the last
   */
  void predict(int[] users, int firstTile, int endTile, double[] outMeans, double[] outVariances) {
    double[] sums = new double[columns];
    for (int tile = firstTile; tile < endTile; tile++) {
      int from = tile * TILE;
      int to = Math.min(columns, from + TILE);
      for (int r = 0; r < users.length; r++) {
        int user = machine.left.first + users[r];
        sumMeans(user, from, to, sums);
        System.arraycopy(sums, from, outMeans, r * columns + from, to - from);
        sumVariances(user, from, to, sums);
        System.arraycopy(sums, from, outVariances, r * columns + from, to - from);
      }
    }
  }

  private void sumMeans(int user, int from, int to, double[] sums) {
    double[] mine = left.means;
    int at = user * (factors + 1);
    set(unit.rating(machine.biasMean + mine[at]), slopeMeans, from, to, sums);
    int f = 0;
    for (at++; f < factors - 3; f += 4, at += 4) {
      addFour(
          mine[at],
          means[f],
          mine[at + 1],
          means[f + 1],
          mine[at + 2],
          means[f + 2],
          mine[at + 3],
          means[f + 3],
          from,
          to,
          sums);
    }
    for (; f < factors; f++, at++) {
      add(mine[at], means[f], from, to, sums);
    }
  }

  private void sumVariances(int user, int from, int to, double[] sums) {
    Arrays.fill(sums, from, to, unit.variance(machine.biasVariance));
    int term = 0;
    for (; term < terms - 1; term += 2) {
      addFour(
          covariance(user, term),
          seconds[term],
          product(user, term),
          covariances[term],
          covariance(user, term + 1),
          seconds[term + 1],
          product(user, term + 1),
          covariances[term + 1],
          from,
          to,
          sums);
    }
    for (; term < terms; term++) {
      add(covariance(user, term), seconds[term], from, to, sums);
      add(product(user, term), covariances[term], from, to, sums);
    }
  }

  /** (a, b) stands for (b, a) as well. */
  private double times(int term) {
    return first[term] == second[term] ? 1 : 2;
  }

  private double covariance(int user, int term) {
    return times(term) * left.covariance(user, first[term], second[term]);
  }

  private double product(int user, int term) {
    double other = left.sensitivity(user, second[term]);
    return times(term) * left.sensitivity(user, first[term]) * other;
  }

  // The loops below carry the time. Four terms at once spare the sums three trips to memory.

  private static void set(double value, double[] values, int from, int to, double[] sums) {
    for (int c = from; c < to; c++) {
      sums[c] = value + values[c];
    }
  }

  private static void add(double weight, double[] values, int from, int to, double[] sums) {
    for (int c = from; c < to; c++) {
      sums[c] += weight * values[c];
    }
  }

  private static void addFour(
      double wa,
      double[] a,
      double wb,
      double[] b,
      double wc,
      double[] c,
      double wd,
      double[] d,
      int from,
      int to,
      double[] sums) {
    for (int n = from; n < to; n++) {
      sums[n] += (wa * a[n] + wb * b[n]) + (wc * c[n] + wd * d[n]);
    }
  }
}
