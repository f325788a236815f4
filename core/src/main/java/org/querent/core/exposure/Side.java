package org.querent.core.exposure;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Cholesky;

/**
 * The Gaussian posteriors of all users or of all items, a row each: its offset and its k factors,
 * correlated, around a mean that the rows share.
 *
 * <p>The other side reads a row as 2 + k numbers, one of which is constant: (o, 1, x) of a user and
 * (1, o, y) of an item. The logit of a pair is the product of its two ends, and the mean of its
 * square is that of their second moments, number by number. These moments, lower triangles one
 * after the other, are all that an update of the other side needs.
 */
final class Side {
  /**
   * How far a mean goes beyond the maximum of the bound that it was solved for, in parts of the way
   * there. Below 2 the bound still rises, a quadratic being symmetric; the bound's curvature is
   * many times that of the likelihood where items are rare, and steps are too short by as much.
   */
  private static final double RELAXATION = 1.9;

  private final int rows;
  private final int width;
  private final int moments;

  /** Where the offset is among the 2 + k numbers, and where the constant. */
  private final int own;

  private final int constant;
  private final double[] means;
  private final double[] second;

  /** Whether anything was seen of a row; what was not counts for nothing. */
  private final boolean[] seen;

  private final double[] priorMean;
  private final double[] priorCovariance;
  private final double[] priorPrecision;

  /** The users; all at 0, around 0. */
  static Side users(boolean[] seen, int factors) {
    return new Side(seen, factors, 0);
  }

  /** The items; all at 0, around 0. */
  static Side items(boolean[] seen, int factors) {
    return new Side(seen, factors, 1);
  }

  private Side(boolean[] seen, int factors, int own) {
    this.seen = seen;
    this.own = own;
    constant = 1 - own;
    rows = seen.length;
    width = factors + 1;
    moments = (width + 1) * (width + 2) / 2;
    means = new double[rows * width];
    second = new double[rows * moments];
    priorMean = new double[width];
    priorCovariance = new double[width * width];
    priorPrecision = new double[width * width];
    for (int c = 0; c < width; c++) {
      priorCovariance[c * (width + 1)] = 1;
      priorPrecision[c * (width + 1)] = 1;
    }
  }

  /**
   * Puts the rows, and the prior's mean, to some offsets, draws the factors around 0, and gives
   * every number the same variance.
   */
  void start(double[] offsets, double deviation, double variance, RandomGenerator random) {
    double[] covariance = new double[width * width];
    for (int c = 0; c < width; c++) {
      covariance[c * (width + 1)] = variance;
    }
    for (int row = 0; row < rows; row++) {
      means[row * width] = offsets[row];
      for (int c = 1; c < width; c++) {
        means[row * width + c] = deviation * random.nextGaussian();
      }
      writeSecond(row, covariance);
      priorMean[0] += offsets[row] / rows;
    }
  }

  /** The number of numbers of a row: 1 + k. */
  int width() {
    return width;
  }

  /** Whether anything was seen of a row. */
  boolean isSeen(int row) {
    return seen[row];
  }

  /** The means of all rows, number by number; the caller's. */
  double[][] columns() {
    double[][] columns = new double[width][rows];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < width; c++) {
        columns[c][row] = means[row * width + c];
      }
    }
    return columns;
  }

  /** The mean of one row; copied. */
  double[] mean(int row) {
    return Arrays.copyOfRange(means, row * width, (row + 1) * width);
  }

  /** The covariance of one row, row-major; the caller's. */
  double[] covariance(int row) {
    double[] covariance = new double[width * width];
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        covariance[r * width + c] =
            second[row * moments + packed(place(r), place(c))]
                - means[row * width + r] * means[row * width + c];
      }
    }
    return covariance;
  }

  /** The mean that the rows are around; aliased. */
  double[] priorMean() {
    return priorMean;
  }

  /** Their covariance around it; aliased. */
  double[] priorCovariance() {
    return priorCovariance;
  }

  /** Which of the 2 + k numbers is number c of the row's own. */
  private int place(int c) {
    return c == 0 ? own : c + 1;
  }

  private static int packed(int r, int c) {
    return r >= c ? r * (r + 1) / 2 + c : c * (c + 1) / 2 + r;
  }

  private void writeSecond(int row, double[] covariance) {
    int at = row * moments;
    int mean = row * width;
    second[at + packed(constant, constant)] = 1;
    for (int r = 0; r < width; r++) {
      second[at + packed(place(r), constant)] = means[mean + r];
      for (int c = 0; c <= r; c++) {
        second[at + packed(place(r), place(c))] =
            covariance[r * width + c] + means[mean + r] * means[mean + c];
      }
    }
  }

  /**
   * Updates every row that was seen, given the other side: with xi^2 the mean of the squared logit
   * by the posteriors so far, a pair of weight w counts as a Gaussian observation of precision 2 w
   * lambda(xi) (Jaakkola and Jordan 2000, eq. 10 to 12). No row reads another of its side, so that
   * any number of threads does the same. O(pairs k^2 + rows k^3).
   */
  void sweep(Side other, Observations.Rows pairs, Workers workers) {
    Update[] updates = new Update[workers.count()];
    workers.run(
        rows,
        (chunk, from, to, worker) -> {
          if (updates[worker] == null) {
            updates[worker] = new Update(other, pairs);
          }
          for (int row = from; row < to; row++) {
            if (seen[row]) {
              updates[worker].run(row);
            }
          }
        });
  }

  /** Takes for a prior the Gaussian that is most like the rows' posteriors together. */
  void learnPrior() {
    Arrays.fill(priorMean, 0);
    int count = 0;
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
    Arrays.fill(priorCovariance, 0);
    for (int row = 0; row < rows; row++) {
      if (seen[row]) {
        addSpread(row);
      }
    }
    for (int r = 0; r < width; r++) {
      // As if one row more were as spread as they were at the start: a few rows leave it regular.
      priorCovariance[r * (width + 1)] += 1;
      for (int c = 0; c < width; c++) {
        priorCovariance[r * width + c] /= count + 1;
      }
    }
    double[] factor = priorCovariance.clone();
    Cholesky.factor(factor, 0, width);
    Cholesky.invert(factor, 0, width, priorPrecision, 0);
  }

  /** Adds the second moments of a row around the prior's mean. */
  private void addSpread(int row) {
    int mean = row * width;
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        priorCovariance[r * width + c] +=
            second[row * moments + packed(place(r), place(c))]
                - means[mean + r] * priorMean[c]
                - priorMean[r] * means[mean + c]
                + priorMean[r] * priorMean[c];
      }
    }
  }

  /** The update of one row after the other, on one thread. */
  private final class Update {
    private final Side other;
    private final Observations.Rows pairs;

    /** The row's second moments, those off the diagonal twice. */
    private final double[] doubled = new double[moments];

    /** The sum of the other ends' second moments, weighted by 2 w lambda. */
    private final double[] sums = new double[moments];

    private final double[] right = new double[width];
    private final double[] precision = new double[width * width];
    private final double[] covariance = new double[width * width];

    Update(Side other, Observations.Rows pairs) {
      this.other = other;
      this.pairs = pairs;
    }

    void run(int row) {
      for (int r = 0; r <= width; r++) {
        for (int c = 0; c <= r; c++) {
          int m = packed(r, c);
          doubled[m] = second[row * moments + m] * (r == c ? 1 : 2);
        }
      }
      Arrays.fill(sums, 0);
      Arrays.fill(right, 0);
      for (int pair = pairs.start(row); pair < pairs.start(row + 1); pair++) {
        int end = pairs.end(pair);
        double weight = pairs.weight(row, pair);
        int at = end * moments;
        double square = 0;
        for (int m = 0; m < moments; m++) {
          square += doubled[m] * other.second[at + m];
        }
        double scale = 2 * weight * Logistic.lambda(Math.sqrt(Math.max(0, square)));
        for (int m = 0; m < moments; m++) {
          sums[m] += scale * other.second[at + m];
        }
        double slope = pairs.isRated(pair) ? 0.5 : -0.5 * weight;
        right[0] += slope;
        for (int c = 1; c < width; c++) {
          right[c] += slope * other.means[end * width + c];
        }
      }
      solve(row);
      writeSecond(row, covariance);
    }

    private void solve(int row) {
      for (int r = 0; r < width; r++) {
        right[r] -= sums[packed(place(r), constant)];
        for (int c = 0; c < width; c++) {
          double prior = priorPrecision[r * width + c];
          precision[r * width + c] = prior + sums[packed(place(r), place(c))];
          right[r] += prior * priorMean[c];
        }
      }
      Cholesky.factor(precision, 0, width);
      Cholesky.solveLower(precision, 0, width, right, 0);
      Cholesky.solveTransposed(precision, 0, width, right, 0);
      for (int c = 0; c < width; c++) {
        int at = row * width + c;
        means[at] += RELAXATION * (right[c] - means[at]);
      }
      Cholesky.invert(precision, 0, width, covariance, 0);
    }
  }
}
