package org.querent.core.fit.ascent;

import java.util.Arrays;
import org.querent.core.features.Design;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.Residuals;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.PriorSums;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.UpdateSettings;

/**
 * Coordinate ascent on the rows of new ratings, and as far from them as asked for: an update at the
 * cost of what it reaches, not of all ratings (partial Gauss-Seidel sweeps; every step puts a part
 * of q at its optimum given all others, so none lowers the bound).
 *
 * <p>Bias, noise and priors follow from running sums: when a row moves, what its ratings leave
 * unexplained is measured before and after, and its features are taken out of the sums of their
 * group and put back. Rows that are not reached stay as they are; how far that leads from a fit
 * from scratch is what a drift guard measures.
 *
 * <p>Cost of an update: O(k^2) per rating of a row that is reached, and per row that shares a
 * feature with it. The first update after a pass over everything costs such a pass. Memory: k^2 / 2
 * numbers a row, unless residuals serve. Not thread-safe.
 */
final class LocalAscent {
  private final Machine machine;
  private final RatingGraph graph;
  private final Workers workers;
  private final LocalSide left;
  private final LocalSide right;
  private final int[] degrees;

  /** Of all ratings under the present parameters. */
  final Residuals totals = new Residuals();

  /** Of all features with ratings. */
  final PriorSums seen;

  /** The prior that the features without ratings have. */
  private final double[] appliedMeans;

  private final double[] appliedPrecisions;
  private boolean ready;

  LocalAscent(Machine machine, RatingGraph graph, Workers workers) {
    this.machine = machine;
    this.graph = graph;
    this.workers = workers;
    left = new LocalSide(machine, machine.left, machine.right, graph.users(), this);
    right = new LocalSide(machine, machine.right, machine.left, graph.items(), this);
    left.face(right);
    right.face(left);
    degrees = new int[machine.space.features()];
    seen = new PriorSums(machine);
    appliedMeans = new double[machine.prior.means.length];
    appliedPrecisions = new double[machine.prior.precisions.length];
  }

  /** Takes in that something else has moved the machine. */
  void forget() {
    ready = false;
  }

  /**
   * Updates the rows of new ratings, which are in the graph already.
   *
   * @param how not to {@link Neighbours#ALL}
   * @return the rows that have moved
   */
  RowChanges update(RatingList fresh, UpdateSettings how) {
    if (ready) {
      for (int n = 0; n < fresh.size; n++) {
        count(fresh.users[n], fresh.items[n], fresh.ratings[n]);
      }
    } else {
      begin();
    }
    for (int n = 0; n < fresh.size; n++) {
      left.admit(fresh.users[n]);
      right.admit(fresh.items[n]);
    }
    boolean spread = how.neighbours() == Neighbours.ONE_HOP;
    for (int sweep = 0; sweep < how.sweeps(); sweep++) {
      left.updateFresh(spread, how.tolerance());
      right.updateFresh(spread, how.tolerance());
      left.updateRing();
      right.updateRing();
      totals.updateBias(machine, graph.size());
      totals.updateNoise(machine, graph.size());
      machine.prior.estimate(seen);
    }
    if (machine.prior.isFarFrom(appliedMeans, appliedPrecisions, how.tolerance())) {
      applyPrior();
    }
    return changes();
  }

  /** Makes all sums anew. */
  private void begin() {
    Arrays.fill(degrees, 0);
    machine.left.countRatings(graph.users().degrees, degrees);
    machine.right.countRatings(graph.items().degrees, degrees);
    seen.sum(degrees);
    left.begin(workers);
    right.begin(workers);
    totals.clear();
    left.measure(totals);
    rememberPrior();
    ready = true;
  }

  /** Adds one rating to all sums. */
  private void count(int user, int item, float rating) {
    double residual = rating - machine.mean(user, item);
    double unknown = machine.epistemicVariance(user, item) - machine.biasVariance;
    totals.add(residual, residual * residual + unknown);
    countFeatures(machine.left.design, user);
    countFeatures(machine.right.design, item);
  }

  private void countFeatures(Design design, int row) {
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      int feature = design.feature(entry);
      if (degrees[feature]++ == 0) {
        seen.add(feature);
      }
    }
  }

  private void applyPrior() {
    machine.prior.applyToUnseen(machine.features, degrees);
    left.renewUnseen();
    right.renewUnseen();
    rememberPrior();
  }

  private void rememberPrior() {
    Prior prior = machine.prior;
    System.arraycopy(prior.means, 0, appliedMeans, 0, appliedMeans.length);
    System.arraycopy(prior.precisions, 0, appliedPrecisions, 0, appliedPrecisions.length);
  }

  /** A list of most rows would serve nobody. */
  private RowChanges changes() {
    int[] users = left.end();
    int[] items = right.end();
    int rows = machine.left.size() + machine.right.size();
    return users.length + items.length > rows / 2
        ? RowChanges.EVERYTHING
        : RowChanges.of(users, items);
  }
}
