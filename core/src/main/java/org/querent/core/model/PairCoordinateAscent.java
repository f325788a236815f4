package org.querent.core.model;

import java.util.Arrays;
import org.querent.core.model.RatingGraph.Rows;

/**
 * Coordinate ascent where every example is one user and one item with value 1.
 *
 * <p>A row (a user or an item) gathers the factors of the rows it is rated with into a buffer that
 * is contiguous per factor, and then updates slope and factors in turn against the residuals of its
 * own ratings. Nothing is kept per rating: a residual is made anew from q, so adding ratings needs
 * no bookkeeping here. Cost of a sweep: O(ratings * factors), no allocation.
 *
 * <p>Not thread-safe.
 */
final class PairCoordinateAscent implements CoordinateAscent {
  private static final int USERS = 0;
  private static final int ITEMS = 1;

  private final MeanField q;
  private final RatingGraph graph;
  private final Priors priors;
  private final double[] squares;
  private final double[] variances;
  private double[] residuals = {};
  private double[] gathered = {};

  private final Residuals totals = new Residuals();

  PairCoordinateAscent(MeanField q, RatingGraph graph) {
    this.q = q;
    this.graph = graph;
    this.priors = new Priors(q, new int[][] {graph.users().degrees, graph.items().degrees});
    this.squares = new double[q.factors];
    this.variances = new double[q.factors];
  }

  @Override
  public void sweep(boolean learnPriors) {
    updateRows(USERS, graph.users(), true);
    updateRows(ITEMS, graph.items(), true);
    totals.updateBias(q, graph.size());
    totals.updateNoise(q, graph.size());
    if (learnPriors) {
      priors.estimate();
    }
    priors.applyToUnseen();
  }

  @Override
  public double evidenceLowerBound() {
    updateRows(ITEMS, graph.items(), false);
    double loss = totals.loss(q, graph.size());
    return CoordinateAscent.expectedLogLikelihood(graph.size(), loss, q.noisePrecision)
        + priors.bound();
  }

  private void updateRows(int field, Rows rows, boolean update) {
    reserve(rows.largestDegree());
    totals.clear();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.degrees[row] > 0) {
        visit(field, rows, row, update);
      }
    }
  }

  private void reserve(int degree) {
    if (degree > residuals.length) {
      int capacity = degree + (degree >> 1);
      residuals = new double[capacity];
      gathered = new double[capacity * q.factors];
    }
  }

  private void visit(int field, Rows rows, int row, boolean update) {
    int degree = rows.degrees[row];
    int feature = q.space.start(field) + row;
    double slopeVariances = gather(field, rows, row);
    subtractOwn(feature, degree);
    if (update) {
      updateSlope(field, feature, degree);
      for (int f = 0; f < q.factors; f++) {
        updateFactor(field, feature, f, degree);
      }
    }
    accumulate(feature, degree, slopeVariances);
  }

  /**
   * Copies the factors of the neighbours into the buffer, factor by factor, and starts the
   * residuals with what the neighbours and the bias explain. Returns the sum of their slopes'
   * variances.
   */
  private double gather(int field, Rows rows, int row) {
    int k = q.factors;
    int degree = rows.degrees[row];
    int[] others = rows.others[row];
    float[] ratings = rows.ratings[row];
    int start = q.space.start(1 - field);
    double slopeVariances = 0;
    Arrays.fill(squares, 0);
    Arrays.fill(variances, 0);
    for (int n = 0; n < degree; n++) {
      int other = start + others[n];
      residuals[n] = ratings[n] - q.biasMean - q.slopeMean[other];
      slopeVariances += q.slopeVariance[other];
      int from = other * k;
      // One neighbour's factors share a cache line: read them together, write them apart.
      for (int f = 0, to = n; f < k; f++, to += degree) {
        double mean = q.factorMean[from + f];
        gathered[to] = mean;
        squares[f] += mean * mean;
        variances[f] += q.factorVariance[from + f];
      }
    }
    return slopeVariances;
  }

  private void subtractOwn(int feature, int degree) {
    shift(-q.slopeMean[feature], degree);
    for (int f = 0; f < q.factors; f++) {
      add(-q.factorMean[feature * q.factors + f], f * degree, degree);
    }
  }

  private void updateSlope(int field, int feature, int degree) {
    double old = q.slopeMean[feature];
    double precision = q.slopePriorPrecision[field] + q.noisePrecision * degree;
    double evidence = sum(degree) + degree * old;
    double mean =
        (q.slopePriorPrecision[field] * q.slopePriorMean[field] + q.noisePrecision * evidence)
            / precision;
    q.slopeMean[feature] = mean;
    q.slopeVariance[feature] = 1 / precision;
    shift(old - mean, degree);
  }

  private void updateFactor(int field, int feature, int f, int degree) {
    int at = feature * q.factors + f;
    int prior = field * q.factors + f;
    double old = q.factorMean[at];
    double precision =
        q.factorPriorPrecision[prior] + q.noisePrecision * (squares[f] + variances[f]);
    double evidence = dot(f * degree, degree) + old * squares[f];
    double mean =
        (q.factorPriorPrecision[prior] * q.factorPriorMean[prior] + q.noisePrecision * evidence)
            / precision;
    q.factorMean[at] = mean;
    q.factorVariance[at] = 1 / precision;
    add(old - mean, f * degree, degree);
  }

  /** Adds this row's residuals and epistemic variances to the totals of the pass. */
  private void accumulate(int feature, int degree, double slopeVariances) {
    double squared = 0;
    for (int n = 0; n < degree; n++) {
      squared += residuals[n] * residuals[n];
    }
    // The epistemic variances of a row's ratings, summed in closed form: O(factors), not
    // O(ratings).
    double epistemic = slopeVariances + degree * q.slopeVariance[feature];
    for (int f = 0; f < q.factors; f++) {
      double mean = q.factorMean[feature * q.factors + f];
      double variance = q.factorVariance[feature * q.factors + f];
      epistemic += variances[f] * (variance + mean * mean) + squares[f] * variance;
    }
    totals.add(sum(degree), squared + epistemic);
  }

  // The loops below carry the time. Four sums side by side hide the latency of the additions, which
  // the compiler may not reorder by itself.

  private double sum(int degree) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int n = 0;
    for (; n < degree - 3; n += 4) {
      a += residuals[n];
      b += residuals[n + 1];
      c += residuals[n + 2];
      d += residuals[n + 3];
    }
    for (; n < degree; n++) {
      a += residuals[n];
    }
    return (a + b) + (c + d);
  }

  private double dot(int from, int degree) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int n = 0;
    for (; n < degree - 3; n += 4) {
      a += residuals[n] * gathered[from + n];
      b += residuals[n + 1] * gathered[from + n + 1];
      c += residuals[n + 2] * gathered[from + n + 2];
      d += residuals[n + 3] * gathered[from + n + 3];
    }
    for (; n < degree; n++) {
      a += residuals[n] * gathered[from + n];
    }
    return (a + b) + (c + d);
  }

  private void shift(double by, int degree) {
    for (int n = 0; n < degree; n++) {
      residuals[n] += by;
    }
  }

  private void add(double weight, int from, int degree) {
    for (int n = 0; n < degree; n++) {
      residuals[n] += weight * gathered[from + n];
    }
  }
}
