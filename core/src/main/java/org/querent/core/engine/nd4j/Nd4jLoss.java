package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.product;
import static org.querent.core.engine.nd4j.Nd4jArrays.read;
import static org.querent.core.engine.nd4j.Nd4jArrays.scale;
import static org.querent.core.engine.nd4j.Nd4jArrays.subtract;
import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;
import static org.querent.core.engine.nd4j.Nd4jArrays.write;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.adam.BatchLoss;
import org.querent.core.fit.adam.ExpectedLoss;
import org.querent.core.fit.adam.Gradient;
import org.querent.core.fit.adam.RowGradient;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * The loss of a batch with its expectation in closed form, and its gradient, from sums over each
 * row's ratings in the batch: so no gradient is scattered.
 *
 * <p>With e = E[m0 + s_u + s_i + u^T v] - y of a rating, and m, t, c the means and variances of the
 * factors of the row at its other end and their covariances with its slope, beta / 2 times a row's
 * expected squares has the derivatives
 *
 * <pre>
 *   E[s]: beta sum e     E[b_a]: beta (sum e m_a + c_a + t_a E[b_a])
 *   Var(s): beta N / 2   Var(b_a): beta / 2 sum (m_a^2 + t_a)   Cov(b_a, s): beta sum m_a
 * </pre>
 *
 * in the moments of {@link ExpectedLoss}. Cost: O(k) a rating. Not thread-safe.
 */
final class Nd4jLoss implements BatchLoss {
  private final Machine machine;
  private final int width;
  private final Half left;
  private final Half right;
  private final INDArray ones;
  private @Nullable INDArray offsets;
  private double[] errors = {};

  /** A side, what its rows' features get, and where it is summed. */
  private final class Half {
    final Side side;
    final Nd4jBatchSide batch;
    final RowGradient rowGradient;
    final Room pairs = new Room();
    final Room spreads = new Room();
    @Nullable INDArray errors;
    final double[] ofMeans = new double[width];
    final double[] ofVariances = new double[width];
    final double[] ofCovariances = new double[width];
    double[] sums = {};
    double[] moments = {};

    Half(Side side, boolean slopeFirst) {
      this.side = side;
      batch = new Nd4jBatchSide(side, slopeFirst);
      rowGradient = new RowGradient(side);
    }
  }

  /** A scratch that grows. */
  private static final class Room {
    private @Nullable Nd4jScratch scratch;

    Nd4jScratch of(int slots, int width) {
      if (scratch == null || scratch.slots < slots) {
        if (scratch != null) {
          scratch.close();
        }
        scratch = new Nd4jScratch(slots, width);
      }
      return scratch;
    }
  }

  private final Room mine = new Room();

  Nd4jLoss(Machine machine) {
    this.machine = machine;
    width = machine.width;
    left = new Half(machine.left, true);
    right = new Half(machine.right, false);
    ones = uninitialized(width + 1, 1).assign(1);
  }

  @Override
  public void addGradient(RatingList ratings, int from, int to, long step, Gradient gradient) {
    Nd4jArrays.useOneThread();
    left.batch.begin(ratings.users, from, to);
    right.batch.begin(ratings.items, from, to);
    int size = to - from;
    double beta = machine.likelihoodPrecision() / size;
    INDArray ofLeft = column(left);
    INDArray ofRight = column(right);
    int[] rights = left.batch.rows(right.batch);
    INDArray others = gather(left, right, rights);
    err(ratings, from, to, others, ofLeft);
    // The errors in the order of the other side.
    double[] byLeft = new double[left.batch.slots()];
    read(ofLeft, byLeft);
    double[] byRight = new double[right.batch.slots()];
    for (int n = 0; n < size; n++) {
      byRight[right.batch.slotOf[n]] = byLeft[left.batch.slotOf[n]];
    }
    write(byRight, ofRight);
    finish(left, right, others, ofLeft, rights);
    int[] lefts = right.batch.rows(left.batch);
    finish(right, left, gather(right, left, lefts), ofRight, lefts);
    gradient.biasMean += pass(left, right, beta, gradient);
    pass(right, left, beta, gradient);
    gradient.biasVariance += machine.isPoint() ? 0 : 0.5 * beta * size;
  }

  private static INDArray column(Half half) {
    int slots = half.batch.slots();
    if (half.errors == null || half.errors.length() != slots) {
      if (half.errors != null) {
        half.errors.close();
      }
      half.errors = uninitialized(slots, 1);
    }
    return half.errors;
  }

  /** The rows at the other ends of a side's slots. */
  private static INDArray gather(Half half, Half other, int[] rows) {
    return half.pairs
        .of(rows.length, other.batch.pairs.width)
        .gather(other.batch.pairs.array(), rows, half.batch.length);
  }

  /** By how much means are above ratings, by slot of the left side; 0 of padding. */
  private void err(RatingList ratings, int from, int to, INDArray others, INDArray into) {
    Nd4jBatchSide batch = left.batch;
    int slots = batch.slots();
    if (offsets == null || offsets.length() != slots) {
      if (offsets != null) {
        offsets.close();
      }
      offsets = uninitialized(slots, 1);
      errors = new double[slots];
    }
    Arrays.fill(errors, 0);
    for (int n = from; n < to; n++) {
      errors[batch.slotOf[n - from]] = ratings.ratings[n] - machine.biasMean;
    }
    write(errors, offsets);
    INDArray rows =
        mine.of(slots, batch.pairs.width)
            .gather(batch.pairs.array(), batch.rows(batch), batch.length);
    scale(rows, others, rows);
    product(rows, ones, into);
    subtract(into, offsets, into);
  }

  /** Makes the sums of a side. */
  private static void finish(Half half, Half other, INDArray others, INDArray errors, int[] rows) {
    scale(others, errors, others);
    Nd4jScratch pairs = half.pairs.of(rows.length, other.batch.pairs.width);
    pairs.sum();
    half.sums = pairs.sums;
    int spread = other.batch.spreads.width;
    if (spread > 0) {
      Nd4jScratch spreads = half.spreads.of(rows.length, spread);
      spreads.gather(other.batch.spreads.array(), rows, half.batch.length);
      spreads.sum();
      half.moments = spreads.sums;
    }
  }

  /** Adds the gradient in the features of a side; returns that in E[s], of all rows together. */
  private double pass(Half half, Half other, double beta, Gradient gradient) {
    Nd4jBatchSide batch = half.batch;
    double ofSlopes = 0;
    int pair = width + 1;
    int spread = other.batch.spreads.width;
    double[] sums = new double[pair];
    double[] moments = new double[spread];
    int[] counts = counts(batch);
    for (int segment = 0, member = 0; member < batch.members.length; member++) {
      Arrays.fill(sums, 0);
      Arrays.fill(moments, 0);
      for (; segment < batch.memberOf.length && batch.memberOf[segment] == member; segment++) {
        add(half.sums, segment * pair, sums);
        add(half.moments, segment * spread, moments);
      }
      differentiate(half, member, counts[member], sums, moments, beta);
      ofSlopes += half.ofMeans[0];
      if (half.side.isAlias()) {
        add(half, half.side.first + batch.members[member], gradient);
      } else {
        half.rowGradient.passOn(
            batch.members[member], half.ofMeans, half.ofVariances, half.ofCovariances, 0, gradient);
      }
    }
    return ofSlopes;
  }

  private static int[] counts(Nd4jBatchSide batch) {
    int[] counts = new int[batch.members.length];
    for (int member : batch.memberAt) {
      counts[member]++;
    }
    return counts;
  }

  private static void add(double[] numbers, int from, double[] into) {
    for (int a = 0; a < into.length; a++) {
      into[a] += numbers[from + a];
    }
  }

  private void differentiate(
      Half half, int member, int count, double[] sums, double[] moments, double beta) {
    int factors = width - 1;
    int row = (half.side.first + half.batch.members[member]) * width;
    // The 1 of the other side.
    half.ofMeans[0] = beta * sums[half == left ? 0 : 1];
    half.ofVariances[0] = 0.5 * beta * count;
    for (int a = 1; a < width; a++) {
      double change = sums[a + 1];
      if (moments.length > 0) {
        change += moments[a - 1] * half.side.rows.means[row + a];
        half.ofVariances[a] = 0.5 * beta * moments[factors + a - 1];
      }
      if (moments.length > 2 * factors) {
        change += moments[2 * factors + a - 1];
        half.ofCovariances[a] = beta * moments[3 * factors + a - 1];
      }
      half.ofMeans[a] = beta * change;
    }
  }

  private void add(Half half, int feature, Gradient gradient) {
    for (int a = 0; a < width; a++) {
      gradient.means[feature * width + a] += half.ofMeans[a];
      if (half.side.rows.shape != Shape.POINT) {
        gradient.variances[feature * width + a] += half.ofVariances[a];
      }
    }
  }
}
