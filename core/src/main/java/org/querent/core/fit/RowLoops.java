package org.querent.core.fit;

import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;
import org.querent.core.posterior.Thresholds;

/**
 * Sums row by row, when asked, in a loop over consecutive numbers: the expectations that a
 * least-squares regression on the rows of the other side needs are laid out beforehand, a record a
 * row, as {@link RecordLayout} says, with E[s] apart.
 */
public final class RowLoops implements RowSummation {
  private final RecordLayout layout;
  private final Machine machine;
  private final Rows rows;
  private final Side others;
  private final double[][] records;
  private final double[] slopes;

  /** The side of the rows. */
  private final Side own;

  /** The weights of the ratings of the other side's rows; empty where each is 1. */
  private final double[] weights;

  /** Sums over the ratings of rows, whose other ends are rows of another side. */
  public RowLoops(Machine machine, Rows rows, Side others) {
    this.machine = machine;
    this.rows = rows;
    this.others = others;
    layout = new RecordLayout(others);
    records = new double[others.size()][];
    slopes = new double[others.size()];
    own = others == machine.left ? machine.right : machine.left;
    weights = new double[others.noise == null ? 0 : others.size()];
  }

  /** Takes all rows of the other side that have ratings. Cost: O(rows * k^2). */
  @Override
  public void begin(Workers workers) {
    Rows theirs = rows.opposite();
    workers.run(
        others.size(),
        (chunk, from, to, worker) -> {
          for (int row = from; row < to; row++) {
            if (theirs.degrees[row] > 0) {
              renew(row);
            }
          }
        });
  }

  /** Takes one row of the other side as it stands. Cost: O(k^2). */
  public void renew(int row) {
    if (records[row] == null) {
      // An array a row: the compiler vectorises loops whose arrays are all indexed alike.
      records[row] = new double[layout.stride];
    }
    Gaussians moments = others.rows;
    int width = layout.factors + 1;
    int mean = (others.first + row) * width;
    int covariance = (others.first + row) * moments.block;
    double[] record = records[row];
    slopes[row] = moments.means[mean];
    if (others.noise != null) {
      weights[row] = others.noise.factor(row);
    }
    record[0] = moments.shape == Shape.POINT ? 0 : moments.covariances[covariance];
    System.arraycopy(moments.means, mean + 1, record, 1, layout.factors);
    int to = layout.products;
    for (int a = 1; a <= layout.factors; a++) {
      for (int b = 1; b <= a; b++) {
        record[to++] = moments.means[mean + a] * moments.means[mean + b];
      }
      switch (moments.shape) {
        case POINT -> {}
        case DIAGONAL -> record[to - 1] += moments.covariances[covariance + a];
        case FULL -> {
          for (int b = 1; b <= a; b++) {
            record[to - a + b - 1] += moments.covariances[covariance + a * width + b];
          }
        }
      }
    }
    if (layout.correlated) {
      System.arraycopy(moments.covariances, covariance + 1, record, to, layout.factors);
    }
  }

  @Override
  public RowSums newSums() {
    return new RowSums(layout);
  }

  @Override
  public boolean goesRatingByRating() {
    return true;
  }

  @Override
  public void sum(int row, RowSums into) {
    if (machine.thresholds != null) {
      sumFelt(row, machine.thresholds, into);
    } else if (others.noise == null) {
      sumAlike(row, into);
    } else {
      sumWeighted(row, into);
    }
    if (own.noise != null) {
      into.scale(own.noise.factor(row));
    }
  }

  /** Sums up ratings of weight 1. */
  private void sumAlike(int row, RowSums into) {
    int[] ends = rows.others[row];
    float[] ratings = rows.ratings[row];
    int degree = rows.degrees[row];
    double bias = machine.biasMean;
    int stride = layout.stride;
    int factors = layout.factors;
    double[] sums = into.record;
    double[] right = into.right;
    into.clear();
    double plain = 0;
    double squares = 0;
    int n = 0;
    for (; n < degree - 3; n += 4) {
      double ya = ratings[n] - bias - slopes[ends[n]];
      double yb = ratings[n + 1] - bias - slopes[ends[n + 1]];
      double yc = ratings[n + 2] - bias - slopes[ends[n + 2]];
      double yd = ratings[n + 3] - bias - slopes[ends[n + 3]];
      plain += (ya + yb) + (yc + yd);
      squares += (ya * ya + yb * yb) + (yc * yc + yd * yd);
      double[] a = records[ends[n]];
      double[] b = records[ends[n + 1]];
      double[] c = records[ends[n + 2]];
      double[] d = records[ends[n + 3]];
      for (int s = 0; s < stride; s++) {
        sums[s] += (a[s] + b[s]) + (c[s] + d[s]);
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += (ya * a[f] + yb * b[f]) + (yc * c[f] + yd * d[f]);
      }
    }
    for (; n < degree; n++) {
      double y = ratings[n] - bias - slopes[ends[n]];
      plain += y;
      squares += y * y;
      double[] a = records[ends[n]];
      for (int s = 0; s < stride; s++) {
        sums[s] += a[s];
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += y * a[f];
      }
    }
    right[0] = plain;
    into.squares = squares;
    finish(into, degree, degree);
  }

  /** Sums up ratings of the weights that the rows at their other ends have. */
  private void sumWeighted(int row, RowSums into) {
    int[] ends = rows.others[row];
    float[] ratings = rows.ratings[row];
    int degree = rows.degrees[row];
    double bias = machine.biasMean;
    int stride = layout.stride;
    int factors = layout.factors;
    double[] sums = into.record;
    double[] right = into.right;
    into.clear();
    double weight = 0;
    double plain = 0;
    double squares = 0;
    int n = 0;
    for (; n < degree - 1; n += 2) {
      double wa = weights[ends[n]];
      double wb = weights[ends[n + 1]];
      double ya = ratings[n] - bias - slopes[ends[n]];
      double yb = ratings[n + 1] - bias - slopes[ends[n + 1]];
      double pa = wa * ya;
      double pb = wb * yb;
      weight += wa + wb;
      plain += pa + pb;
      squares += pa * ya + pb * yb;
      double[] a = records[ends[n]];
      double[] b = records[ends[n + 1]];
      for (int s = 0; s < stride; s++) {
        sums[s] += wa * a[s] + wb * b[s];
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += pa * a[f] + pb * b[f];
      }
    }
    for (; n < degree; n++) {
      double wa = weights[ends[n]];
      double ya = ratings[n] - bias - slopes[ends[n]];
      double pa = wa * ya;
      weight += wa;
      plain += pa;
      squares += pa * ya;
      double[] a = records[ends[n]];
      for (int s = 0; s < stride; s++) {
        sums[s] += wa * a[s];
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += pa * a[f];
      }
    }
    right[0] = plain;
    into.squares = squares;
    finish(into, degree, weight);
  }

  /**
   * Sums up what was felt where the ratings of a row were given, to be expected from them and from
   * what the machine predicts as it stands.
   */
  private void sumFelt(int row, Thresholds thresholds, RowSums into) {
    int[] ends = rows.others[row];
    float[] ratings = rows.ratings[row];
    int degree = rows.degrees[row];
    double bias = machine.biasMean;
    int stride = layout.stride;
    int factors = layout.factors;
    double[] means = own.rows.means;
    int at = (own.first + row) * (factors + 1);
    double[] sums = into.record;
    double[] right = into.right;
    into.clear();
    double plain = 0;
    double squares = 0;
    int n = 0;
    for (; n < degree - 1; n += 2) {
      double[] a = records[ends[n]];
      double[] b = records[ends[n + 1]];
      double ownA = means[at];
      double ownB = means[at];
      for (int f = 1; f <= factors; f++) {
        ownA += means[at + f] * a[f];
        ownB += means[at + f] * b[f];
      }
      double ya = ownA + thresholds.surprise(ratings[n], bias + slopes[ends[n]] + ownA);
      double yb = ownB + thresholds.surprise(ratings[n + 1], bias + slopes[ends[n + 1]] + ownB);
      plain += ya + yb;
      squares += ya * ya + yb * yb;
      for (int s = 0; s < stride; s++) {
        sums[s] += a[s] + b[s];
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += ya * a[f] + yb * b[f];
      }
    }
    for (; n < degree; n++) {
      double[] a = records[ends[n]];
      double ownA = means[at];
      for (int f = 1; f <= factors; f++) {
        ownA += means[at + f] * a[f];
      }
      double y = ownA + thresholds.surprise(ratings[n], bias + slopes[ends[n]] + ownA);
      plain += y;
      squares += y * y;
      for (int s = 0; s < stride; s++) {
        sums[s] += a[s];
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += y * a[f];
      }
    }
    right[0] = plain;
    into.squares = squares;
    finish(into, degree, degree);
  }

  private void finish(RowSums into, int degree, double weight) {
    if (layout.correlated) {
      for (int f = 0; f < layout.factors; f++) {
        into.right[f + 1] -= into.record[layout.covariances + f];
      }
    }
    into.squares += into.record[0];
    into.count = degree;
    into.weight = weight;
    into.unpack();
  }
}
