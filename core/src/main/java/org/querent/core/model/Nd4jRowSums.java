package org.querent.core.model;

import static org.querent.core.model.Nd4jArrays.copyOf;
import static org.querent.core.model.Nd4jArrays.uninitialized;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.model.Gaussians.Shape;
import org.querent.core.model.Nd4jBuckets.Bucket;
import org.querent.core.model.RatingGraph.Rows;

/**
 * Sums of all rows at once, by ND4J.
 *
 * <p>With z = (s, 1, E[b]) of the row at the other end of a rating, gathered into Z, and the rating
 * y less a constant, the sums over a row's ratings are, all of them, in Z^T Z and Z^T y, plus sums
 * of the other rows' covariances, which are gathered and summed by a product with ones. Bias and
 * constant are taken off afterwards, in double precision: with d = m0 - constant, rho = y - d - s,
 *
 * <pre>
 *   sum E[rho]   = sum y - N d - sum s
 *   sum E[rho b] = sum y b - d sum b - sum s b - sum Cov(s, b)
 *   sum E[rho^2] = sum y^2 - 2 d sum y + N d^2 - 2 sum y s + 2 d sum s + sum s^2 + sum Var(s)
 * </pre>
 *
 * Buckets that are padded gather a row of zeros, which adds nothing.
 */
final class Nd4jRowSums implements RowSummation {
  /** The most numbers gathered at once, which bounds memory: 16 MB. */
  private static final int CAPACITY = 1 << 22;

  private final Machine machine;
  private final Rows rows;
  private final Side others;
  private final int width;
  private final int covariances;
  private final float[] table;
  private final float[] covarianceTable;
  private final List<Nd4jBucketSums> sums = new ArrayList<>();
  private Nd4jBuckets buckets;

  Nd4jRowSums(Machine machine, Rows rows, Side others) {
    this.machine = machine;
    this.rows = rows;
    this.others = others;
    width = machine.width;
    covariances =
        switch (others.rows.shape) {
          case POINT -> 0;
          case DIAGONAL -> width;
          case FULL -> width * (width + 1) / 2;
        };
    table = new float[Math.multiplyExact(others.size() + 1, width + 1)];
    covarianceTable = new float[Math.multiplyExact(others.size() + 1, covariances)];
    buckets = buckets();
  }

  private Nd4jBuckets buckets() {
    return new Nd4jBuckets(rows, others.size(), CAPACITY / Math.max(width + 1, covariances));
  }

  @Override
  public void begin() {
    if (sums.isEmpty() || buckets.ratings != Nd4jBuckets.count(rows)) {
      rebuild();
    }
    layMeans();
    try (INDArray means = copyOf(table, others.size() + 1, width + 1)) {
      sums.forEach(bucket -> bucket.sum(means));
    }
    if (covariances > 0) {
      layCovariances();
      try (INDArray spreads = copyOf(covarianceTable, others.size() + 1, covariances)) {
        sums.forEach(bucket -> bucket.sumCovariances(spreads));
      }
    }
  }

  private void rebuild() {
    sums.forEach(Nd4jBucketSums::close);
    sums.clear();
    buckets.close();
    buckets = buckets();
    int slots = buckets.largest();
    INDArray scratch =
        uninitialized(Math.multiplyExact((long) slots, Math.max(width + 1, covariances)));
    INDArray ones = uninitialized(slots).assign(1);
    for (Bucket bucket : buckets.buckets) {
      sums.add(new Nd4jBucketSums(bucket, width + 1, covariances, scratch, ones));
    }
  }

  private void layMeans() {
    double[] means = others.rows.means;
    for (int row = 0, to = 0; row < others.size(); row++) {
      int from = (others.first + row) * width;
      table[to++] = (float) means[from];
      table[to++] = 1;
      for (int a = 1; a < width; a++) {
        table[to++] = (float) means[from + a];
      }
    }
  }

  private void layCovariances() {
    Gaussians moments = others.rows;
    for (int row = others.first, to = 0; row < others.first + others.size(); row++) {
      if (moments.shape == Shape.DIAGONAL) {
        for (int a = 0; a < width; a++) {
          covarianceTable[to++] = (float) moments.covariances[row * width + a];
        }
      } else {
        for (int a = 0; a < width; a++) {
          for (int b = 0; b <= a; b++) {
            covarianceTable[to++] = (float) moments.covariance(row, a, b);
          }
        }
      }
    }
  }

  @Override
  public void sum(int row, RowSums into) {
    Nd4jBucketSums of = sums.get(buckets.bucketOf[row]);
    int place = buckets.placeOf[row];
    int size = width + 1;
    // Where the products of s, of 1, and of y begin.
    int slope = place * size * size;
    int one = slope + size;
    int y = place * size;
    double shift = machine.biasMean - buckets.center;
    double count = rows.degrees[row];
    into.count = rows.degrees[row];
    into.right[0] = of.right[y + 1] - count * shift - of.gram[one];
    into.squares =
        buckets.squares[row]
            - 2 * shift * of.right[y + 1]
            + shift * shift * count
            - 2 * (of.right[y] - shift * of.gram[one])
            + of.gram[slope];
    into.gram[0] = count;
    for (int a = 1; a < width; a++) {
      int z = slope + (a + 1) * size;
      into.right[a] = of.right[y + a + 1] - shift * of.gram[z + 1] - of.gram[z];
      into.gram[a * width] = of.gram[z + 1];
      into.gram[a] = of.gram[z + 1];
      for (int b = 1; b <= a; b++) {
        into.gram[a * width + b] = of.gram[z + b + 1];
        into.gram[b * width + a] = of.gram[z + b + 1];
      }
    }
    addCovariances(of.covariance, place, into);
  }

  private void addCovariances(float[] spread, int place, RowSums into) {
    int from = place * covariances;
    switch (others.rows.shape) {
      case POINT -> {}
      case DIAGONAL -> {
        into.squares += spread[from];
        for (int a = 1; a < width; a++) {
          into.gram[a * width + a] += spread[from + a];
        }
      }
      case FULL -> {
        into.squares += spread[from++];
        for (int a = 1; a < width; a++) {
          into.right[a] -= spread[from++];
          for (int b = 1; b < a; b++) {
            into.gram[a * width + b] += spread[from];
            into.gram[b * width + a] += spread[from++];
          }
          into.gram[a * width + a] += spread[from++];
        }
      }
    }
  }

  @Override
  public RowSums newSums() {
    return new RowSums(new RowRecords(others));
  }
}
