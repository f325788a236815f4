package org.querent.core.exposure;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Cholesky;

/**
 * The Gaussian posteriors of all users or of all items, a row each: its offset and its factors,
 * correlated, around a mean that the rows share.
 *
 * <p>A row is read by the other side as a vector of 2 + k numbers, of which one is constant: (o, 1,
 * x) of a user and (1, o, y) of an item, so that the logit of a pair is the product of its ends and
 * {@code E[logit^2]} is that of their second moments, number by number. These moments are all that
 * the other side's update needs; they are kept packed, lower triangles.
 */
final class Side {
  private final int rows;
  private final int width;
  private final int moments;
  private final int own;

  /** Which of the 2 + k numbers is which of the row's own 1 + k. */
  private final int[] place;

  private final double[] means;
  private final double[] covariances;
  private final double[] second;

  /** Whether a row was seen: the others follow the prior and do not count for it. */
  private final boolean[] seen;

  private final double[] priorMean;
  private final double[] priorCovariance;
  private final double[] priorPrecision;

  /**
   * Rows at 0 with small variances.
   *
   * @param own 0 for users, 1 for items: where the offset is among the 2 + k
   */
  Side(int rows, int factors, int own, boolean[] seen) {
    this.rows = rows;
    this.width = factors + 1;
    this.own = own;
    this.seen = seen;
    int full = factors + 2;
    moments = full * (full + 1) / 2;
    place = new int[width];
    place[0] = own;
    for (int c = 1; c < width; c++) {
      place[c] = c + 1;
    }
    means = new double[rows * width];
    covariances = new double[rows * width * width];
    second = new double[rows * moments];
    priorMean = new double[width];
    priorCovariance = new double[width * width];
    priorPrecision = new double[width * width];
    for (int c = 0; c < width; c++) {
      priorPrecision[c * (width + 1)] = 1;
      priorCovariance[c * (width + 1)] = 1;
    }
  }

  /** Sets the offsets and draws the factors. */
  void start(double[] offsets, double deviation, double variance, RandomGenerator random) {
    for (int row = 0; row < rows; row++) {
      means[row * width] = offsets[row];
      for (int c = 1; c < width; c++) {
        means[row * width + c] = deviation * random.nextGaussian();
      }
      for (int c = 0; c < width; c++) {
        covariances[(row * width + c) * width + c] = variance;
      }
      writeSecond(row);
    }
  }

  double[] means() {
    return means;
  }

  double[] covariances() {
    return covariances;
  }

  double[] priorMean() {
    return priorMean;
  }

  double[] priorCovariance() {
    return priorCovariance;
  }

  private static int packed(int r, int c) {
    return r >= c ? r * (r + 1) / 2 + c : c * (c + 1) / 2 + r;
  }

  private double value(int row, int full) {
    return full == own ? means[row * width] : full == 1 - own ? 1 : means[row * width + full - 1];
  }

  private void writeSecond(int row) {
    int at = row * moments;
    for (int r = 0; r < width + 1; r++) {
      for (int c = 0; c <= r; c++) {
        second[at + packed(r, c)] = value(row, r) * value(row, c);
      }
    }
    for (int r = 0; r < width; r++) {
      for (int c = 0; c <= r; c++) {
        second[at + packed(place[r], place[c])] += covariances[(row * width + r) * width + c];
      }
    }
  }

  /**
   * Updates every row that was seen, given the other side: with {@code xi^2 = E[logit^2]} by the
   * posteriors so far, a pair of weight w counts as a Gaussian observation of precision {@code 2 w
   * lambda(xi)} (Jaakkola and Jordan 2000, eq. 10). Each row for itself: any number of threads.
   */
  void sweep(
      Side other,
      int[] starts,
      int[] entries,
      double[] shares,
      double[] otherShares,
      Workers workers) {
    Scratch[] scratches = new Scratch[workers.count()];
    workers.run(
        rows,
        (chunk, from, to, worker) -> {
          if (scratches[worker] == null) {
            scratches[worker] = new Scratch();
          }
          for (int row = from; row < to; row++) {
            if (seen[row]) {
              scratches[worker].update(
                  row, other, starts[row], starts[row + 1], entries, shares[row], otherShares);
            }
          }
        });
  }

  /** Puts the prior's mean to that of the rows. */
  void centrePrior() {
    for (int row = 0; row < rows; row++) {
      priorMean[0] += means[row * width] / rows;
    }
  }

  /** The mean and the covariance of the rows, by their posteriors: the best Gaussian prior. */
  void learnPrior() {
    int count = 0;
    Arrays.fill(priorMean, 0);
    Arrays.fill(priorCovariance, 0);
    for (int row = 0; row < rows; row++) {
      if (seen[row]) {
        count++;
        for (int c = 0; c < width; c++) {
          priorMean[c] += means[row * width + c];
        }
      }
    }
    for (int c = 0; c < width; c++) {
      priorMean[c] /= count;
    }
    for (int row = 0; row < rows; row++) {
      if (seen[row]) {
        for (int r = 0; r < width; r++) {
          double off = means[row * width + r] - priorMean[r];
          for (int c = 0; c < width; c++) {
            priorCovariance[r * width + c] +=
                off * (means[row * width + c] - priorMean[c])
                    + covariances[(row * width + r) * width + c];
          }
        }
      }
    }
    // One observation more of what the rows started from keeps the matrix regular.
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        priorCovariance[r * width + c] =
            (priorCovariance[r * width + c] + (r == c ? 1 : 0)) / (count + 1);
      }
    }
    double[] factor = priorCovariance.clone();
    Cholesky.factor(factor, 0, width);
    Cholesky.invert(factor, 0, width, priorPrecision, 0);
  }

  /** What one thread sums in. */
  private final class Scratch {
    private final double[] doubled = new double[moments];
    private final double[] sums = new double[moments];
    private final double[] linear = new double[width];
    private final double[] precision = new double[width * width];
    private final double[] right = new double[width];

    void update(
        int row, Side other, int from, int to, int[] entries, double share, double[] otherShares) {
      for (int r = 0; r < width + 1; r++) {
        for (int c = 0; c <= r; c++) {
          int p = packed(r, c);
          doubled[p] = second[row * moments + p] * (r == c ? 1 : 2);
        }
      }
      Arrays.fill(sums, 0);
      Arrays.fill(linear, 0);
      for (int n = from; n < to; n++) {
        int entry = entries[n];
        int end = Observations.index(entry);
        double weight = entry >= 0 ? 1 : Math.max(1, share * otherShares[end]);
        int at = end * moments;
        double square = 0;
        for (int m = 0; m < moments; m++) {
          square += doubled[m] * other.second[at + m];
        }
        double scale = 2 * weight * Logistic.lambda(Math.sqrt(Math.max(0, square)));
        for (int m = 0; m < moments; m++) {
          sums[m] += scale * other.second[at + m];
        }
        double slope = entry >= 0 ? 0.5 : -0.5 * weight;
        linear[0] += slope;
        for (int c = 1; c < width; c++) {
          linear[c] += slope * other.means[end * width + c];
        }
      }
      solve(row);
      writeSecond(row);
    }

    private void solve(int row) {
      for (int r = 0; r < width; r++) {
        double sum = linear[r] - sums[packed(place[r], 1 - own)];
        for (int c = 0; c < width; c++) {
          precision[r * width + c] =
              priorPrecision[r * width + c] + sums[packed(place[r], place[c])];
          sum += priorPrecision[r * width + c] * priorMean[c];
        }
        right[r] = sum;
      }
      Cholesky.factor(precision, 0, width);
      Cholesky.solveLower(precision, 0, width, right, 0);
      Cholesky.solveTransposed(precision, 0, width, right, 0);
      System.arraycopy(right, 0, means, row * width, width);
      Cholesky.invert(precision, 0, width, covariances, row * width * width);
    }
  }
}
