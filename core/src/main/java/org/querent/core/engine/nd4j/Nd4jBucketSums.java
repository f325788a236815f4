package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.gather;
import static org.querent.core.engine.nd4j.Nd4jArrays.product;
import static org.querent.core.engine.nd4j.Nd4jArrays.scale;
import static org.querent.core.engine.nd4j.Nd4jArrays.toHost;
import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;
import static org.querent.core.engine.nd4j.Nd4jArrays.view;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.engine.nd4j.Nd4jBuckets.Bucket;

/**
 * Sums over the ratings of the rows of one bucket. They are sums over slots: with slots as rows and
 * everything else as columns of one matrix, a product with a row of ones. Not thread-safe.
 */
final class Nd4jBucketSums implements AutoCloseable {
  private static final double[] NONE = {};

  /** The sums of each row's records, row after row, as of the last {@link #sum}. */
  double[] records = NONE;

  /** The sums of each row's ratings times means, as of the last {@link #sum}. */
  double[] products = NONE;

  private final Bucket bucket;
  private final INDArray ones;
  private final Work ofRecords;
  private final Work ofMeans;

  /** What is gathered, the same as a matrix, and its sums. */
  private record Work(INDArray gathered, INDArray matrix, INDArray sums) {
    static Work of(Bucket bucket, int width, INDArray scratch) {
      int columns = Math.multiplyExact(bucket.rows(), width);
      return new Work(
          view(scratch, bucket.slots(), bucket.rows(), width),
          view(scratch, bucket.slots(), columns),
          uninitialized(1, columns));
    }
  }

  /**
   * Room for sums.
   *
   * @param record the length of a record
   * @param means how many means there are of a row at the other end
   * @param scratch a vector that holds a record per slot; shared with other buckets
   * @param ones a vector of as many ones as there are slots; shared with other buckets
   */
  Nd4jBucketSums(Bucket bucket, int record, int means, INDArray scratch, INDArray ones) {
    this.bucket = bucket;
    this.ones = view(ones, 1, bucket.slots());
    ofRecords = Work.of(bucket, record, scratch);
    ofMeans = Work.of(bucket, means, scratch);
  }

  /** Makes the sums from a table of records and one of means. */
  void sum(INDArray recordTable, INDArray meanTable) {
    gather(recordTable, bucket.others(), ofRecords.gathered);
    product(ones, ofRecords.matrix, ofRecords.sums);
    records = toHost(ofRecords.sums);
    gather(meanTable, bucket.others(), ofMeans.gathered);
    scale(ofMeans.gathered, bucket.ratings(), ofMeans.gathered);
    product(ones, ofMeans.matrix, ofMeans.sums);
    products = toHost(ofMeans.sums);
  }

  @Override
  public void close() {
    ofRecords.sums.close();
    ofMeans.sums.close();
  }
}
