package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.copyOf;
import static org.querent.core.engine.nd4j.Nd4jArrays.product;
import static org.querent.core.engine.nd4j.Nd4jArrays.read;
import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sums over the ratings of some rows of about as many ratings each. What they have rated of the
 * rows that have most ratings at the other side is a matrix, of ones and zeros and of ratings and
 * zeros, and its product with these rows' records their sum; the rest is gathered ({@link
 * Nd4jTail}). To be closed. Not thread-safe.
 */
final class Nd4jBlock implements AutoCloseable {
  /** The sums of each row's records, row after row, as of the last {@link #sum}. */
  final double[] records;

  /** The sums of each row's ratings times means, as of the last {@link #sum}. */
  final double[] products;

  private final Nd4jTables tables;
  private final @Nullable Head head;
  private final Nd4jTail tail;

  /** The matrices, what they are multiplied by, and the products. */
  private record Head(
      INDArray ones,
      INDArray ratings,
      INDArray records,
      INDArray means,
      INDArray recordSums,
      INDArray meanSums) {}

  /**
   * A block of rows.
   *
   * @param starts where the ratings of each row begin, and at last where all end
   * @param others the row of the tables at the other end of each rating
   * @param width how many rows of the tables, from the first on, the matrices have columns for
   * @param most how many slots to gather at once
   */
  Nd4jBlock(Nd4jTables tables, int[] starts, int[] others, double[] ratings, int width, int most) {
    this.tables = tables;
    int rows = starts.length - 1;
    records = new double[Math.multiplyExact(rows, tables.record)];
    products = new double[Math.multiplyExact(rows, tables.width)];
    double[] knownOnes = new double[Math.multiplyExact(rows, width)];
    double[] knownRatings = new double[knownOnes.length];
    int[] restStarts = new int[starts.length];
    int[] restOthers = new int[others.length];
    double[] restRatings = new double[others.length];
    int rest = 0;
    for (int row = 0; row < rows; row++) {
      restStarts[row] = rest;
      for (int at = starts[row]; at < starts[row + 1]; at++) {
        if (others[at] < width) {
          // Added, since nothing keeps a user from rating an item twice.
          knownOnes[row * width + others[at]]++;
          knownRatings[row * width + others[at]] += ratings[at];
        } else {
          restOthers[rest] = others[at];
          restRatings[rest++] = ratings[at];
        }
      }
    }
    restStarts[rows] = rest;
    head = width == 0 ? null : head(rows, width, knownOnes, knownRatings);
    tail = new Nd4jTail(restStarts, restOthers, restRatings, tables.padding(), most);
  }

  private Head head(int rows, int width, double[] ones, double[] ratings) {
    return new Head(
        copyOf(ones, rows, width),
        copyOf(ratings, rows, width),
        tables.firstRecords(width),
        tables.firstMeans(width),
        uninitialized(rows, tables.record),
        uninitialized(rows, tables.width));
  }

  /** Makes the sums from the tables as they stand. */
  void sum(Nd4jScratch ofRecords, Nd4jScratch ofMeans) {
    if (head != null) {
      product(head.ones, head.records, head.recordSums);
      read(head.recordSums, records);
      product(head.ratings, head.means, head.meanSums);
      read(head.meanSums, products);
    } else {
      Arrays.fill(records, 0);
      Arrays.fill(products, 0);
    }
    tail.add(tables, ofRecords, ofMeans, records, products);
  }

  @Override
  public void close() {
    if (head != null) {
      head.ones.close();
      head.ratings.close();
      head.recordSums.close();
      head.meanSums.close();
    }
    tail.close();
  }
}
