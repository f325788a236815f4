package org.querent.core.model;

import static org.querent.core.model.Nd4jArrays.gather;
import static org.querent.core.model.Nd4jArrays.toHost;
import static org.querent.core.model.Nd4jArrays.transposedProducts;
import static org.querent.core.model.Nd4jArrays.uninitialized;
import static org.querent.core.model.Nd4jArrays.view;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.model.Nd4jBuckets.Bucket;

/** The sums of the rows of one bucket, and the arrays they are made in. Not thread-safe. */
final class Nd4jBucketSums implements AutoCloseable {
  private static final float[] NONE = {};

  /** Per row Z^T Z, Z^T y, and the sums of covariances; as of the last {@link #sum}. */
  float[] gram = NONE;

  float[] right = NONE;
  float[] covariance = NONE;

  private final Bucket bucket;
  private final INDArray z;
  private final INDArray gramSums;
  private final INDArray rightSums;
  private final INDArray ones;
  private final INDArray gathered;
  private final INDArray covarianceSums;

  /**
   * Room for sums.
   *
   * @param width of z
   * @param covariances numbers of covariance per row, or 0
   * @param scratch a vector long enough for what is gathered; shared with other buckets
   * @param ones a vector of ones, likewise
   */
  Nd4jBucketSums(Bucket bucket, int width, int covariances, INDArray scratch, INDArray ones) {
    this.bucket = bucket;
    int count = bucket.rows;
    z = view(scratch, count, bucket.slots, width);
    gramSums = uninitialized(count, width, width);
    rightSums = uninitialized(count, width, 1);
    this.ones = view(ones, count, bucket.slots, 1);
    gathered = covariances == 0 ? z : view(scratch, count, bucket.slots, covariances);
    covarianceSums = uninitialized(count, Math.max(1, covariances), 1);
  }

  /** Makes Z^T Z and Z^T y, z being the rows of a table. */
  void sum(INDArray table) {
    gather(table, bucket.others, z);
    transposedProducts(z, z, gramSums);
    transposedProducts(z, bucket.ratings, rightSums);
    gram = toHost(gramSums);
    right = toHost(rightSums);
  }

  /** Sums the rows of a table of covariances. */
  void sumCovariances(INDArray table) {
    gather(table, bucket.others, gathered);
    transposedProducts(gathered, ones, covarianceSums);
    covariance = toHost(covarianceSums);
  }

  @Override
  public void close() {
    gramSums.close();
    rightSums.close();
    covarianceSums.close();
  }
}
