package org.querent.core.fit.ascent;

import org.querent.core.fit.EffectiveParameters;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.PriorStanding;
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
  private final Workers workers;
  private final LocalSide left;
  private final LocalSide right;
  private final RunningSums sums;

  /** The prior that the features without ratings have. */
  private PriorStanding applied;

  private boolean ready;

  LocalAscent(Machine machine, RatingGraph graph, Workers workers) {
    this.machine = machine;
    this.workers = workers;
    sums = new RunningSums(machine, graph);
    left = new LocalSide(machine, machine.left, machine.right, graph.users(), sums);
    right = new LocalSide(machine, machine.right, machine.left, graph.items(), sums);
    applied = PriorStanding.of(machine.prior);
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
        sums.count(fresh.users[n], fresh.items[n], fresh.ratings[n]);
      }
    } else {
      begin();
    }
    for (int n = 0; n < fresh.size; n++) {
      left.admit(fresh.users[n]);
      right.renew(fresh.users[n]);
      right.admit(fresh.items[n]);
      left.renew(fresh.items[n]);
    }
    boolean spread = how.neighbours() == Neighbours.ONE_HOP;
    for (int sweep = 0; sweep < how.sweeps(); sweep++) {
      left.updateFresh(spread, how.tolerance());
      right.follow(left);
      right.updateFresh(spread, how.tolerance());
      left.follow(right);
      left.updateRing();
      right.follow(left);
      right.updateRing();
      left.follow(right);
      sums.updateShared();
    }
    if (applied.isFarFrom(machine.prior, how.tolerance())) {
      applyPrior();
    }
    return changes();
  }

  /** Makes all sums anew. */
  private void begin() {
    sums.begin();
    left.begin(workers);
    right.begin(workers);
    left.measure(sums.totals);
    if (EffectiveParameters.areCounted(machine)) {
      left.count();
      right.count();
    }
    applied = PriorStanding.of(machine.prior);
    ready = true;
  }

  private void applyPrior() {
    machine.prior.applyToUnseen(machine.features, sums.degrees());
    left.renewUnseen();
    right.renewUnseen();
    applied = PriorStanding.of(machine.prior);
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
