package org.querent.core.fit;

import java.util.List;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowNoise;
import org.querent.core.posterior.Side;

/**
 * The regressions that the ratings of one side's rows are, given the other side: linear in z = (1,
 * b) of the rows at their other ends ({@link RowSums}).
 *
 * <p>Where a row is one feature, its regression is solved, row by row, by several threads. Where
 * rows share features, the sums of all rows are made first, and each feature is updated given the
 * rest of its rows from these, so that side information costs per entry of the design and not per
 * rating (Rendle 2013, Scaling factorization machines to relational data).
 *
 * <p>Cost of a pass: O((ratings + entries) k^2 + features k^3), without the last if covariances are
 * diagonal; against residuals O(ratings k). No rating allocates. Not thread-safe.
 */
public abstract class SideRegression {
  final Side side;
  final Rows rows;
  final RowSummation summation;
  final Residuals before = new Residuals();
  final Residuals after = new Residuals();

  SideRegression(Side side, Rows rows, RowSummation summation) {
    this.side = side;
    this.rows = rows;
    this.summation = summation;
  }

  /**
   * The regressions of a side.
   *
   * @param others the other side
   * @param rows the ratings of this side's rows
   * @param summation makes sums over these
   * @param solvers one a thread
   */
  public static SideRegression of(
      Machine machine,
      Side side,
      Side others,
      Rows rows,
      RowSummation summation,
      List<? extends RowSolver> solvers) {
    return side.design.isIdentity()
        ? new PlainRows(machine, side, others, rows, summation, solvers)
        : new SharedRows(machine, side, rows, summation, solvers.get(0));
  }

  /** Is told what an update of some rows moves, while it does. */
  public interface Listener {
    /** A feature is about to move. */
    void leave(int feature);

    /**
     * A feature has moved.
     *
     * @param before the residuals of its rows' ratings as they were
     * @param after as they are now
     */
    void moved(int feature, Residuals before, Residuals after);

    /**
     * The noise of a row has moved.
     *
     * @param before the residuals of its ratings as they were
     * @param after as they are now
     */
    void weighed(Residuals before, Residuals after);

    /** A row of this side is another one; several times, if several of its features have moved. */
    void moved(int row);

    /** The mean square by which the predictions of an updated row's ratings have changed. */
    void changed(int row, double meanSquare);
  }

  /**
   * Moves the factors by which the noise of rows differs to their optimum. It has scratch: one a
   * thread.
   */
  static final class NoiseStep {
    private final Machine machine;
    private final Side side;
    private final Residuals residuals = new Residuals();

    /** The steps of a side, none of which does anything where noise is common. */
    NoiseStep(Machine machine, Side side) {
      this.machine = machine;
      this.side = side;
    }

    /**
     * Moves the factor of a row whose parameters are as they are, and the weight of its ratings in
     * their sums.
     *
     * @param sums over its ratings
     * @return by which part of itself the factor has moved
     */
    double take(int row, RowSums sums) {
      RowNoise noise = side.noise;
      if (noise == null) {
        return 0;
      }
      residuals.clear();
      residuals.add(side.rows, side.first + row, sums);
      double before = noise.factor(row);
      double loss = residuals.loss(machine) / before;
      noise.update(row, sums.count, machine.likelihoodPrecision() * loss);
      double change = noise.factor(row) / before;
      sums.scale(change);
      return Math.abs(change - 1);
    }
  }

  /** Takes the other side, the bias and all ratings as they stand. */
  public abstract void begin(Workers workers);

  /**
   * Goes over all rows with ratings; {@link #begin} first.
   *
   * @param degrees per feature the ratings that it is active in
   * @param update whether features move to their optimum
   * @param chunks receive the residuals of the ratings under what features are then
   */
  abstract void pass(Workers workers, int[] degrees, boolean update, Residuals[] chunks);

  /**
   * Counts the {@link EffectiveParameters} of all regressions as they stand, of a machine that has
   * them; {@link #begin} first. Features that are updated are counted then.
   */
  public abstract void count();

  /** Adds the residuals of all ratings; {@link #begin} first. */
  public abstract void measure(Residuals into);

  /**
   * Moves the features of some rows to their optimum.
   *
   * @param measured whether the listener is told by how much predictions have changed
   */
  public abstract void update(RowSet some, boolean measured, Listener listener);

  /**
   * Moves some features of one row, which no other row has, until they hardly move any more.
   *
   * @param own at least one; the row itself if it is a feature
   */
  public abstract void settle(int row, int[] own);

  /** Whether the other side is read as it is, and not as its records. */
  public boolean goesByResiduals() {
    return false;
  }

  /** Keeps what the parameters of a row are before they move. */
  final void keepMeans(int row, double[] to, int at) {
    int width = side.rows.width;
    System.arraycopy(side.rows.means, (side.first + row) * width, to, at, width);
  }

  /** Makes what was kept of a row's parameters the change to what they are now. */
  final void toChange(int row, double[] kept) {
    int from = (side.first + row) * kept.length;
    for (int a = 0; a < kept.length; a++) {
      kept[a] = side.rows.means[from + a] - kept[a];
    }
  }
}
