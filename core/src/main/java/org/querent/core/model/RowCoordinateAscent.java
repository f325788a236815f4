package org.querent.core.model;

import java.util.Arrays;
import org.querent.core.model.RatingGraph.Rows;

/**
 * Coordinate ascent with full covariance where every example is one user and one item with value 1:
 * slope and factors of a row are updated together (models.md section 2).
 *
 * <p>Given the other side, a row theta = (w, v) sees a linear regression of y - m0 - w_other on z =
 * (1, v_other). One pass over its ratings sums the expected Gram matrix E[z z^T] and the right-hand
 * side E[z (y - m0 - w_other)], one Cholesky decomposition solves. The expectations of every
 * neighbour are laid out once a pass, so that the sum over ratings is a sum of consecutive numbers.
 * The expected loss of a row follows from the same sums in closed form. Cost of a sweep: O(ratings
 * * k^2 + rows * k^3), no allocation.
 *
 * <p>Not thread-safe.
 */
final class RowCoordinateAscent implements CoordinateAscent {
  private static final int USERS = 0;
  private static final int ITEMS = 1;

  private final MeanField q;
  private final RatingGraph graph;
  private final RowPriors priors;
  private final int width;

  /** Numbers in the lower triangle of a Gram matrix, row by row. */
  private final int triangle;

  /** Numbers in a neighbour's record: E[z z^T], then E[z w], then E[w^2]. */
  private final int stride;

  private double[] records = {};

  /** The sums over the ratings of a row: the record's numbers, and of z (y - m0). */
  private final double[] sums;

  private final double[] right;
  private final double[] precision;
  private final double[] mean;

  private final Residuals totals = new Residuals();

  RowCoordinateAscent(MeanField q, RatingGraph graph) {
    this.q = q;
    this.graph = graph;
    this.priors = new RowPriors(q, new int[][] {graph.users().degrees, graph.items().degrees});
    width = q.width;
    triangle = width * (width + 1) / 2;
    stride = triangle + width + 1;
    sums = new double[stride];
    right = new double[width];
    precision = new double[width * width];
    mean = new double[width];
  }

  @Override
  public void sweep(boolean learnPriors) {
    visitRows(USERS, graph.users(), true);
    visitRows(ITEMS, graph.items(), true);
    totals.updateBias(q, graph.size());
    totals.updateNoise(q, graph.size());
    if (learnPriors) {
      priors.estimate();
    }
    priors.applyToUnseen();
  }

  @Override
  public double evidenceLowerBound() {
    visitRows(ITEMS, graph.items(), false);
    double loss = totals.loss(q, graph.size());
    return CoordinateAscent.expectedLogLikelihood(graph.size(), loss, q.noisePrecision)
        + priors.bound();
  }

  private void visitRows(int field, Rows rows, boolean update) {
    layRecords(1 - field);
    totals.clear();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.degrees[row] > 0) {
        int feature = q.space.start(field) + row;
        double squares = gather(rows, row);
        if (update) {
          updateRow(field, feature);
        }
        accumulate(feature, squares);
      }
    }
  }

  private void layRecords(int field) {
    int size = q.space.size(field);
    int length = Math.multiplyExact(size, stride);
    if (records.length < length) {
      records = new double[length];
    }
    for (int row = 0, at = 0; row < size; row++) {
      int feature = q.space.start(field) + row;
      for (int a = 0; a < width; a++) {
        double z = q.sensitivity(feature, a);
        for (int b = 0; b <= a; b++) {
          double covariance = b > 0 ? q.covariance(feature, a, b) : 0;
          records[at++] = z * q.sensitivity(feature, b) + covariance;
        }
      }
      double slope = q.slopeMean[feature];
      for (int a = 0; a < width; a++) {
        double covariance = a > 0 ? q.covariance(feature, a, 0) : 0;
        records[at++] = q.sensitivity(feature, a) * slope + covariance;
      }
      records[at++] = slope * slope + q.slopeVariance[feature];
    }
  }

  /** Makes the sums of a row; returns that of E[(y - m0 - w_other)^2]. */
  private double gather(Rows rows, int row) {
    int[] others = rows.others[row];
    float[] ratings = rows.ratings[row];
    Arrays.fill(sums, 0);
    Arrays.fill(right, 0);
    double squares = 0;
    for (int n = 0; n < rows.degrees[row]; n++) {
      int record = others[n] * stride;
      double y = ratings[n] - q.biasMean;
      for (int s = 0; s < stride; s++) {
        sums[s] += records[record + s];
      }
      // The column of the slope in E[z z^T] is z itself: entry (a, 0) of the triangle.
      for (int a = 0, at = record; a < width; at += ++a) {
        right[a] += y * records[at];
      }
      squares += y * (y - 2 * records[record + triangle]);
    }
    for (int a = 0; a < width; a++) {
      right[a] -= sums[triangle + a];
    }
    return squares + sums[stride - 1];
  }

  private void updateRow(int field, int feature) {
    int prior = field * width;
    for (int a = 0, gram = 0; a < width; a++) {
      double sum = q.noisePrecision * right[a];
      for (int b = 0; b < width; b++) {
        sum += q.rowPriorPrecision[(prior + a) * width + b] * q.rowPriorMean[prior + b];
      }
      mean[a] = sum;
      for (int b = 0; b <= a; b++) {
        precision[a * width + b] =
            q.rowPriorPrecision[(prior + a) * width + b] + q.noisePrecision * sums[gram++];
      }
    }
    Cholesky.factor(precision, 0, width);
    Cholesky.solve(precision, 0, width, mean, 0);
    Cholesky.invert(precision, 0, width, q.covariance, feature * width * width);
    q.setRow(feature, mean);
  }

  /** Adds E[(y - m0 - w_other - theta z)^2] of this row's ratings, expanded, to the totals. */
  private void accumulate(int feature, double squares) {
    q.copyRow(feature, mean);
    double explained = 0;
    double spread = 0;
    double predicted = 0;
    for (int a = 0, gram = 0; a < width; a++) {
      explained += right[a] * mean[a];
      predicted += sums[gram] * mean[a];
      for (int b = 0; b <= a; b++, gram++) {
        double second = mean[a] * mean[b] + q.covariance(feature, a, b);
        spread += (a == b ? 1 : 2) * sums[gram] * second;
      }
    }
    totals.add(right[0] - predicted, squares - 2 * explained + spread);
  }
}
