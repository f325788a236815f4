package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;
import static org.querent.core.engine.nd4j.Nd4jArrays.view;
import static org.querent.core.engine.nd4j.Nd4jArrays.write;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Side;

/**
 * What sums need to know of the rows at the other ends of ratings, a row of a table each: records,
 * which hold E[s], E[b] and the lower triangle of E[(s, b)(s, b)^T], and means, the E[s] and E[b]
 * of these alone. The last row of either is one of zeros, for slots without a rating. Not
 * thread-safe.
 */
final class Nd4jTables implements AutoCloseable {
  /** The length of a record, and of a row of means. */
  final int record;

  final int width;

  /** The tables, [rows, record] and [rows, width]. */
  final INDArray records;

  final INDArray means;

  private final Side others;
  private final int[] members;
  private final INDArray recordVector;
  private final INDArray meanVector;
  private final double[] recordNumbers;
  private final double[] meanNumbers;

  /**
   * Tables to be filled.
   *
   * @param members the rows that are in them, in this order
   */
  Nd4jTables(Side others, int[] members) {
    this.others = others;
    this.members = members;
    width = others.rows.width;
    record = recordLength(width);
    int rows = members.length + 1;
    recordNumbers = new double[Math.multiplyExact(rows, record)];
    meanNumbers = new double[Math.multiplyExact(rows, width)];
    recordVector = uninitialized(recordNumbers.length);
    meanVector = uninitialized(meanNumbers.length);
    records = recordVector.reshape(rows, record);
    means = meanVector.reshape(rows, width);
  }

  static int recordLength(int width) {
    return width + width * (width + 1) / 2;
  }

  /** The row of zeros. */
  int padding() {
    return members.length;
  }

  /** The first rows of the records; aliased. */
  INDArray firstRecords(int rows) {
    return view(recordVector, rows, record);
  }

  /** The first rows of the means; aliased. */
  INDArray firstMeans(int rows) {
    return view(meanVector, rows, width);
  }

  /** Takes the moments of all rows as they stand. */
  void fill(Workers workers) {
    workers.run(
        members.length,
        (chunk, from, to, worker) -> {
          for (int member = from; member < to; member++) {
            lay(others.rows, others.first + members[member], member);
          }
        });
    write(recordNumbers, recordVector);
    write(meanNumbers, meanVector);
  }

  private void lay(Gaussians moments, int row, int member) {
    int from = row * width;
    int to = member * record;
    System.arraycopy(moments.means, from, meanNumbers, member * width, width);
    System.arraycopy(moments.means, from, recordNumbers, to, width);
    to += width;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        recordNumbers[to++] =
            moments.means[from + a] * moments.means[from + b] + moments.covariance(row, a, b);
      }
    }
  }

  @Override
  public void close() {
    recordVector.close();
    meanVector.close();
  }
}
