package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.copyOf;
import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.engine.nd4j.Nd4jBuckets.Bucket;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.RecordLayout;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.RowSums;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Sums of all rows at once, by ND4J.
 *
 * <p>With s and b of the row at the other end, a record holds E[s], E[b] and the lower triangle of
 * E[(s, b)(s, b)^T]. The sums of records, and those of E[s] and E[b] times the rating y, hold all
 * others, from which the bias is taken off afterwards: with rho = y - m0 - s,
 *
 * <pre>
 *   sum E[rho]   = sum y - N m0 - sum s
 *   sum E[rho b] = sum y b - m0 sum b - sum E[s b]
 *   sum E[rho^2] = sum (y - m0)^2 - 2 (sum y s - m0 sum s) + sum E[s^2]
 * </pre>
 *
 * Padded slots gather a record of zeros, which adds nothing. Buckets are made anew when ratings
 * were added. Cost: O((ratings + others) k^2).
 */
final class Nd4jRowSums implements RowSummation, AutoCloseable {
  /** The most numbers gathered at once, which bounds memory: 32 MB. */
  private static final int CAPACITY = 1 << 22;

  private final Machine machine;
  private final Rows rows;
  private final Side others;
  private final int[] members;
  private final int width;
  private final int record;
  private final double[] records;
  private final double[] means;
  private final List<Nd4jBucketSums> sums = new ArrayList<>();
  private Nd4jBuckets buckets;

  Nd4jRowSums(Machine machine, Rows rows, Side others) {
    this(machine, rows, others, IntStream.range(0, others.size()).toArray());
  }

  /**
   * Sums over ratings whose other ends are some rows of a side.
   *
   * @param members which; the ratings have positions in this array at their other ends
   */
  Nd4jRowSums(Machine machine, Rows rows, Side others, int[] members) {
    this.machine = machine;
    this.rows = rows;
    this.others = others;
    this.members = members;
    width = machine.width;
    record = width + width * (width + 1) / 2;
    // One more of each, of zeros, for padded slots.
    records = new double[Math.multiplyExact(members.length + 1, record)];
    means = new double[Math.multiplyExact(members.length + 1, width)];
    buckets = bucketsWithRoom();
  }

  @Override
  public void begin(Workers workers) {
    if (buckets.ratings != Nd4jBuckets.count(rows)) {
      close();
      buckets = bucketsWithRoom();
    }
    for (int member = 0; member < members.length; member++) {
      lay(others.rows, others.first + members[member], member);
    }
    try (INDArray recordTable = copyOf(records, members.length + 1, record);
        INDArray meanTable = copyOf(means, members.length + 1, width)) {
      sums.forEach(bucket -> bucket.sum(recordTable, meanTable));
    }
  }

  private Nd4jBuckets bucketsWithRoom() {
    Nd4jBuckets made = new Nd4jBuckets(rows, members.length, CAPACITY / record);
    int slots = made.largest();
    INDArray scratch = uninitialized(Math.multiplyExact((long) slots, record));
    INDArray ones = uninitialized(slots).assign(1);
    for (Bucket bucket : made.buckets) {
      sums.add(new Nd4jBucketSums(bucket, record, width, scratch, ones));
    }
    return made;
  }

  private void lay(Gaussians moments, int row, int member) {
    int from = row * width;
    int to = member * record;
    System.arraycopy(moments.means, from, means, member * width, width);
    System.arraycopy(moments.means, from, records, to, width);
    to += width;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        records[to++] =
            moments.means[from + a] * moments.means[from + b] + moments.covariance(row, a, b);
      }
    }
  }

  @Override
  public void sum(int row, RowSums into) {
    Nd4jBucketSums of = sums.get(buckets.bucketOf[row]);
    int place = buckets.placeOf[row];
    int from = place * record;
    int y = place * width;
    double bias = machine.biasMean;
    double count = rows.degrees[row];
    double ratings = buckets.sums[row];
    double slopes = of.records[from];
    int product = from + width;
    into.count = rows.degrees[row];
    into.weight = count;
    into.right[0] = ratings - count * bias - slopes;
    into.squares =
        buckets.squares[row]
            - bias * (2 * ratings - count * bias)
            - 2 * (of.products[y] - bias * slopes)
            + of.records[product++];
    into.gram[0] = count;
    for (int a = 1; a < width; a++) {
      double sum = of.records[from + a];
      into.right[a] = of.products[y + a] - bias * sum - of.records[product++];
      into.gram[a * width] = sum;
      into.gram[a] = sum;
      for (int b = 1; b <= a; b++, product++) {
        into.gram[a * width + b] = of.records[product];
        into.gram[b * width + a] = of.records[product];
      }
    }
  }

  @Override
  public RowSums newSums() {
    return new RowSums(new RecordLayout(others));
  }

  /** Frees what ND4J holds. */
  @Override
  public void close() {
    sums.forEach(Nd4jBucketSums::close);
    sums.clear();
    buckets.close();
  }
}
