package org.querent.core.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Side;

/**
 * The rows of a side in blocks, those with most ratings first, and the other side's in the order of
 * how many ratings they have here: where both have many, most pairs are known, and matrices are
 * cheaper than gathering. As the ratings stand when it is made; to be closed, since ND4J's memory
 * is not Java's. Not thread-safe.
 */
final class Nd4jBlocks implements AutoCloseable {
  /** How many rows are a block. */
  private static final int ROWS = 256;

  /**
   * How many pairs of a matrix take as long as gathering one rating: 25 to 40 was measured, with 8
   * factors and with 20.
   */
  private static final int PAIRS_A_RATING = 32;

  /** The most pairs of all matrices, which bounds memory: 16 bytes a pair. */
  private static final long MOST_PAIRS = 1 << 23;

  /** Which ratings they are of. */
  final long changes;

  /** Per row, the sums of its ratings and of their squares. */
  final double[] sums;

  final double[] squares;

  /**
   * The blocks, and the place of each row with ratings: {@code block * ROWS} and its place there.
   */
  private final List<Nd4jBlock> blocks = new ArrayList<>();

  private final int[] places;
  private final Rows rows;
  private final Nd4jTables tables;
  private final Nd4jScratch[] ofRecords;
  private final Nd4jScratch[] ofMeans;
  private final int slots;

  /** Where an other row is in the tables. */
  private final int[] positions;

  /** The rows that have ratings, those with most first. */
  private final int[] order;

  /** Blocks of the present ratings. */
  Nd4jBlocks(Rows rows, Side others, int threads) {
    this.rows = rows;
    changes = rows.changes();
    sums = new double[rows.size()];
    squares = new double[rows.size()];
    places = new int[rows.size()];
    order = descending(rows.degrees);
    int[] degrees = new int[others.size()];
    for (int row : order) {
      for (int n = 0; n < rows.degrees[row]; n++) {
        degrees[rows.others[row][n]]++;
      }
    }
    int[] members = descending(degrees);
    positions = new int[others.size()];
    for (int n = 0; n < members.length; n++) {
      positions[members[n]] = n;
    }
    tables = new Nd4jTables(others, members);
    slots = Nd4jTail.slots(tables.record);
    int[] widths = widths(members.length);
    for (int block = 0; block < widths.length; block++) {
      add(block * ROWS, Math.min(order.length, (block + 1) * ROWS), widths[block]);
    }
    ofRecords = scratch(threads, tables.record);
    ofMeans = scratch(threads, tables.width);
  }

  private Nd4jScratch[] scratch(int threads, int width) {
    return IntStream.range(0, threads)
        .mapToObj(thread -> new Nd4jScratch(slots, width))
        .toArray(Nd4jScratch[]::new);
  }

  /** Those of a positive degree, the largest first. */
  private static int[] descending(int[] degrees) {
    return IntStream.range(0, degrees.length)
        .filter(row -> degrees[row] > 0)
        .boxed()
        .sorted(Comparator.comparing(row -> -degrees[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * How wide the matrices of each block are, for all to take the least time and not too much room.
   */
  private int[] widths(int members) {
    int[] widths = new int[(order.length + ROWS - 1) / ROWS];
    for (int worth = PAIRS_A_RATING; worth > 0; worth /= 2) {
      long pairs = 0;
      for (int block = 0; block < widths.length; block++) {
        int from = block * ROWS;
        int to = Math.min(order.length, from + ROWS);
        widths[block] = width(from, to, members, worth);
        pairs += (long) widths[block] * (to - from);
      }
      if (pairs <= MOST_PAIRS) {
        return widths;
      }
    }
    return new int[widths.length];
  }

  private int width(int from, int to, int members, int worth) {
    int[] known = new int[members];
    for (int n = from; n < to; n++) {
      int row = order[n];
      for (int r = 0; r < rows.degrees[row]; r++) {
        known[positions[rows.others[row][r]]]++;
      }
    }
    int best = 0;
    long saved = 0;
    long most = 0;
    for (int position = 0; position < members; position++) {
      saved += (long) known[position] * worth - (to - from);
      if (saved > most) {
        most = saved;
        best = position + 1;
      }
    }
    return best;
  }

  private void add(int from, int to, int width) {
    int[] starts = new int[to - from + 1];
    for (int n = from; n < to; n++) {
      starts[n - from + 1] = starts[n - from] + rows.degrees[order[n]];
    }
    int[] others = new int[starts[to - from]];
    double[] values = new double[others.length];
    for (int n = from, at = 0; n < to; n++) {
      int row = order[n];
      places[row] = n;
      for (int r = 0; r < rows.degrees[row]; r++, at++) {
        double rating = rows.ratings[row][r];
        others[at] = positions[rows.others[row][r]];
        values[at] = rating;
        sums[row] += rating;
        squares[row] += rating * rating;
      }
    }
    blocks.add(new Nd4jBlock(tables, starts, others, values, width, slots));
  }

  /**
   * Makes the sums of all rows from the other side as it stands.
   *
   * @param workers who lay out what the other side is
   * @param starters who begin the operations of ND4J
   */
  void sum(Workers workers, Workers starters) {
    tables.fill(workers);
    starters.run(
        blocks.size(),
        (chunk, from, to, worker) -> {
          Nd4jArrays.useOneThread();
          for (int block = from; block < to; block++) {
            blocks.get(block).sum(ofRecords[worker], ofMeans[worker]);
          }
        });
  }

  /** The block of a row that has ratings. */
  Nd4jBlock blockOf(int row) {
    return blocks.get(places[row] / ROWS);
  }

  /** Where a row is in its block. */
  int placeOf(int row) {
    return places[row] % ROWS;
  }

  @Override
  public void close() {
    blocks.forEach(Nd4jBlock::close);
    tables.close();
    Arrays.stream(ofRecords).forEach(Nd4jScratch::close);
    Arrays.stream(ofMeans).forEach(Nd4jScratch::close);
  }
}
