package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;
import static org.querent.core.engine.nd4j.Nd4jArrays.write;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.CountingSort;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Side;

/**
 * The rows of a side that a batch meets: tables of their moments, and their ratings in segments of
 * equal length. Sizes are rounded up, so that most batches find the arrays of the one before. Not
 * thread-safe.
 */
final class Nd4jBatchSide {
  private static final int ROUND = 256;

  /** The rows, ascending. */
  int[] members = {};

  /** How long a segment is, and how many there are, those of padding alone included. */
  int length = 2;

  int segments;

  /** Per segment with ratings, the member that it is of, ascending. */
  int[] memberOf = {};

  /** Per rating of the batch, its slot. */
  int[] slotOf = {};

  /** Per rating of the batch, its member. */
  int[] memberAt = {};

  /** A row per member: (s, 1, b) of users and (1, s, b) of items, whose product is a mean. */
  final Table pairs;

  /** A row per member: Var(b), E[b^2], and where they correlate Cov(b, s), E[b]. */
  final Table spreads;

  private final Side side;
  private final boolean slopeFirst;
  private final int factors;

  /** A table of one row a member, and rows of zeros. */
  static final class Table {
    final int width;
    private double[] numbers = {};
    private @Nullable INDArray vector;
    private @Nullable INDArray array;

    Table(int width) {
      this.width = width;
    }

    INDArray array() {
      return Objects.requireNonNull(array);
    }

    private void reserve(int members) {
      int rows = roundUp(members + 1);
      if (vector == null || numbers.length != rows * width) {
        if (vector != null) {
          vector.close();
        }
        numbers = new double[rows * width];
        vector = uninitialized(numbers.length);
        array = vector.reshape(rows, width);
      }
      Arrays.fill(numbers, members * width, numbers.length, 0);
    }

    private void send() {
      write(numbers, Objects.requireNonNull(vector));
    }
  }

  Nd4jBatchSide(Side side, boolean slopeFirst) {
    this.side = side;
    this.slopeFirst = slopeFirst;
    factors = side.rows.width - 1;
    pairs = new Table(factors + 2);
    spreads =
        new Table(
            switch (side.rows.shape) {
              case POINT -> 0;
              case DIAGONAL -> 2 * factors;
              case FULL -> 4 * factors;
            });
  }

  private static int roundUp(int number) {
    return (number + ROUND - 1) / ROUND * ROUND;
  }

  /** Takes the rows of a batch and their moments. */
  void begin(int[] rows, int from, int to) {
    members = Arrays.stream(rows, from, to).sorted().distinct().toArray();
    memberAt = new int[to - from];
    for (int n = from; n < to; n++) {
      memberAt[n - from] = Arrays.binarySearch(members, rows[n]);
    }
    cut();
    pairs.reserve(members.length);
    if (spreads.width > 0) {
      spreads.reserve(members.length);
    }
    for (int member = 0; member < members.length; member++) {
      side.refresh(members[member]);
      lay(side.rows, side.first + members[member], member);
    }
    pairs.send();
    if (spreads.width > 0) {
      spreads.send();
    }
  }

  /** Deals the ratings of each member into segments. */
  private void cut() {
    CountingSort sort = CountingSort.of(memberAt.length, members.length, n -> memberAt[n]);
    int[] starts = sort.starts();
    length = 2 * Integer.highestOneBit(Math.max(1, memberAt.length / members.length / 2));
    int count = 0;
    for (int member = 0; member < members.length; member++) {
      count += (starts[member + 1] - starts[member] + length - 1) / length;
    }
    memberOf = new int[count];
    segments = roundUp(count);
    slotOf = new int[memberAt.length];
    int segment = 0;
    for (int member = 0; member < members.length; member++) {
      for (int at = starts[member]; at < starts[member + 1]; segment++) {
        memberOf[segment] = member;
        int end = Math.min(at + length, starts[member + 1]);
        for (int slot = segment; at < end; at++, slot += segments) {
          slotOf[sort.order()[at]] = slot;
        }
      }
    }
  }

  private void lay(Gaussians moments, int row, int member) {
    int from = row * moments.width;
    int to = member * pairs.width;
    double[] numbers = pairs.numbers;
    numbers[to++] = slopeFirst ? moments.means[from] : 1;
    numbers[to++] = slopeFirst ? 1 : moments.means[from];
    System.arraycopy(moments.means, from + 1, numbers, to, factors);
    numbers = spreads.numbers;
    to = member * spreads.width;
    for (int a = 1; a <= factors && spreads.width > 0; a++, to++) {
      double mean = moments.means[from + a];
      double variance = moments.covariance(row, a, a);
      numbers[to] = variance;
      numbers[to + factors] = mean * mean + variance;
      if (spreads.width > 2 * factors) {
        numbers[to + 2 * factors] = moments.covariance(row, a, 0);
        numbers[to + 3 * factors] = mean;
      }
    }
  }

  /** The slots, those of padding included. */
  int slots() {
    return segments * length;
  }

  /** Per slot of this side, the row of another side's tables; padding has its row of zeros. */
  int[] rows(Nd4jBatchSide of) {
    int[] rows = new int[slots()];
    Arrays.fill(rows, of.members.length);
    for (int n = 0; n < slotOf.length; n++) {
      rows[slotOf[n]] = of.memberAt[n];
    }
    return rows;
  }
}
