package org.querent.core.posterior;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.querent.core.features.Design;
import org.querent.core.posterior.Gaussians.Shape;

/**
 * One side of a rating, its users or its items: the design, and the joint moments of (s, b) of each
 * row, made from those of its features.
 *
 * <pre>
 *   b = sum_j x_j v_j
 *   s = sum_j x_j w_j + sum_{j &lt; l} &lt;v_j, v_l&gt; x_j x_l
 * </pre>
 *
 * so that the prediction of an example is m0 + s_u + s_i + &lt;b_u, b_i&gt; whatever its features.
 * The pairs within a row correlate s with b even where features have independent parameters. Where
 * a row is one feature of value 1, its moments are those of the feature, and no copy is made.
 */
public final class Side {
  /** Which features each row has. */
  public final Design design;

  /** The parameters of all features of both sides; aliased. */
  public final Gaussians features;

  /** The moments of row r are those of row {@code first + r} here. */
  public final Gaussians rows;

  /** The row here that has the moments of row 0; 0 unless they are those of features. */
  public final int first;

  /** By what the noise of each row's ratings differs from that of all; null if it does not. */
  public final @Nullable RowNoise noise;

  /**
   * A side.
   *
   * @param features the parameters of all features of both sides; aliased
   * @param plain whether the other side, too, has one feature per row
   * @param noise of its rows; null if all ratings are equally noisy
   */
  Side(Design design, Gaussians features, boolean plain, @Nullable RowNoise noise) {
    this.design = design;
    this.noise = noise;
    this.features = features;
    boolean alias = design.isIdentity() && (plain || features.shape != Shape.DIAGONAL);
    first = alias ? design.firstFeature() : 0;
    rows = alias ? features : new Gaussians(design.rows(), features.width, shapeOfRows());
  }

  /** The pairs of features within a row correlate its s and b. */
  private Shape shapeOfRows() {
    return features.shape == Shape.POINT ? Shape.POINT : Shape.FULL;
  }

  /** Whether the rows' moments are the features' own. */
  public boolean isAlias() {
    return rows == features;
  }

  /** The number of rows. */
  public int size() {
    return design.rows();
  }

  /**
   * Turns changes of a feature of value 1 into those of a row that has it: the slope moves with the
   * factors as well, by those of the row's other features.
   *
   * @param changes of slope and factors, one after the other
   */
  void toRow(int row, int feature, double[] changes) {
    int width = rows.width;
    for (int at = 0; at < changes.length; at += width) {
      for (int a = 1; a < width; a++) {
        double others = rows.means[(first + row) * width + a] - features.means[feature * width + a];
        changes[at] += changes[at + a] * others;
      }
    }
  }

  /** What a row of either side predict together, but for the bias: s_u + s_i + &lt;b_u, b_i&gt;. */
  static double mean(Side left, int user, Side right, int item) {
    int width = left.rows.width;
    int a = (left.first + user) * width;
    int b = (right.first + item) * width;
    return mean(left.rows.means, a, right.rows.means, b, width);
  }

  /**
   * What two rows predict together, but for the bias: s_u + s_i + &lt;b_u, b_i&gt;.
   *
   * @param u slopes and factors, of which the user's begin at a
   * @param i slopes and factors, of which the item's begin at b
   */
  static double mean(double[] u, int a, double[] i, int b, int width) {
    double mean = u[a] + i[b];
    for (int f = 1; f < width; f++) {
      mean += u[a + f] * i[b + f];
    }
    return mean;
  }

  /**
   * Adds to each feature's number of ratings those of this side's rows.
   *
   * @param rowDegrees the ratings of each row
   * @param degrees per feature of both sides
   */
  public void countRatings(int[] rowDegrees, int[] degrees) {
    for (int row = 0; row < size(); row++) {
      for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
        degrees[design.feature(entry)] += rowDegrees[row];
      }
    }
  }

  /** Makes the moments of all rows anew. Cost: O(entries * k^2), or k if nothing correlates. */
  public void refresh() {
    if (isAlias()) {
      return;
    }
    Arrays.fill(rows.means, 0);
    Arrays.fill(rows.covariances, 0);
    for (int row = 0; row < size(); row++) {
      addAll(row);
    }
  }

  /** Makes the moments of one row anew. */
  public void refresh(int row) {
    if (isAlias()) {
      return;
    }
    Arrays.fill(rows.means, row * rows.width, (row + 1) * rows.width, 0);
    Arrays.fill(rows.covariances, row * rows.block, (row + 1) * rows.block, 0);
    addAll(row);
  }

  private void addAll(int row) {
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      add(row, design.feature(entry), design.value(entry));
    }
  }

  /** Adds a feature to the moments of a row that lacks it. */
  public void add(int row, int feature, double x) {
    int width = rows.width;
    int at = row * width;
    int from = feature * width;
    if (features.shape != Shape.POINT) {
      changeSlope(row, feature, x, 1);
      changeFactors(row, feature, x * x);
    }
    addMeans(rows.means, at, features.means, from, width, x);
  }

  /**
   * Adds x times a feature to a row, both certain: s grows by x (w + &lt;v, b&gt;), b by x v.
   *
   * @param rows slopes and factors, of which the row's begin {@code at}
   * @param features slopes and factors, of which the feature's begin {@code from}
   */
  static void addMeans(double[] rows, int at, double[] features, int from, int width, double x) {
    double inner = features[from];
    for (int a = 1; a < width; a++) {
      inner += features[from + a] * rows[at + a];
    }
    rows[at] += x * inner;
    for (int a = 1; a < width; a++) {
      rows[at + a] += x * features[from + a];
    }
  }

  /** Takes a feature out of the moments of a row that has it: the inverse of {@link #add}. */
  public void remove(int row, int feature, double x) {
    int width = rows.width;
    int at = row * width;
    int from = feature * width;
    double[] means = rows.means;
    double inner = features.means[from];
    for (int a = 1; a < width; a++) {
      means[at + a] -= x * features.means[from + a];
      inner += features.means[from + a] * means[at + a];
    }
    means[at] -= x * inner;
    if (features.shape != Shape.POINT) {
      changeFactors(row, feature, -x * x);
      changeSlope(row, feature, x, -1);
    }
  }

  /** Cov(b) changes by a multiple of Cov(v). */
  private void changeFactors(int row, int feature, double weight) {
    int width = rows.width;
    int to = row * width * width;
    int from = feature * features.block;
    if (features.shape == Shape.DIAGONAL) {
      for (int a = 1; a < width; a++) {
        rows.covariances[to + a * width + a] += weight * features.covariances[from + a];
      }
      return;
    }
    for (int a = 1; a < width; a++) {
      for (int at = a * width + 1; at < (a + 1) * width; at++) {
        rows.covariances[to + at] += weight * features.covariances[from + at];
      }
    }
  }

  /**
   * Var(s) and Cov(s, b) change by what x w + x &lt;v, b&gt; adds, where b is that of the row
   * without the feature, mean P and covariance C; with mu and S those of (w, v):
   *
   * <pre>
   *   Cov(b, s): x C mu + x^2 S_vw + x^2 S_vv P
   *   Var(s):    x^2 (S_ww + 2 S_wv P + mu C mu + P S_vv P + tr(S_vv C)) + 2 x Cov(s, b) mu
   * </pre>
   */
  private void changeSlope(int row, int feature, double x, int sign) {
    int width = rows.width;
    boolean diagonal = features.shape == Shape.DIAGONAL;
    int to = row * width * width;
    int from = feature * features.block;
    int rowMean = row * width;
    int mean = feature * width;
    double[] c = rows.covariances;
    double[] own = features.covariances;
    double squares = own[from];
    double cross = 0;
    for (int a = 1; a < width; a++) {
      double explained = 0;
      double spread = diagonal ? 0 : own[from + a];
      squares += spread * rows.means[rowMean + a];
      // Neither S nor C has anything beside its diagonal where parameters are independent.
      int end = diagonal ? a + 1 : width;
      for (int b = diagonal ? a : 1; b < end; b++) {
        double mine = own[diagonal ? from + a : from + a * width + b];
        double others = c[to + a * width + b];
        explained += others * features.means[mean + b];
        spread += mine * rows.means[rowMean + b];
        squares += mine * others;
      }
      squares += features.means[mean + a] * explained + rows.means[rowMean + a] * spread;
      double before = c[to + a];
      double after = before + sign * (x * explained + x * x * spread);
      c[to + a] = after;
      c[to + a * width] = after;
      // Of the row without the feature, which is where adding starts and removing ends.
      cross += features.means[mean + a] * (sign > 0 ? before : after);
    }
    c[to] += sign * (x * x * squares + 2 * x * cross);
  }
}
