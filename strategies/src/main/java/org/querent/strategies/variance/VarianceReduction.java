package org.querent.strategies.variance;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.QuadraticForm;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.selection.Acquisition;

/**
 * How much the answer to a pair lowers the summed variance of the target's candidates: the trace of
 * H times what S falls by, over both rows, where H sums E[z z^T] over the candidates of the target
 * that share the row. The fall's numerator is the inner product of
 *
 * <pre>
 *   S_u H_u S_u, z_u z_u^T   and   z_i z_i^T, S_i H_i S_i
 * </pre>
 *
 * H stays as it is while pairs are taken as answered.
 *
 * <p>From round to round every H that shares a candidate with a row that has moved changes, and
 * with it nearly every gain, but by little. So gains are kept as bounds (Minoux 1978, Accelerated
 * greedy algorithms for maximizing submodular set functions): while no form with H grows by more
 * than a factor, nor the denominator shrinks by more, a gain has not grown by more than both. The
 * product of all such factors is the growth g; a score is the gain divided by g, so that g times a
 * score that was kept bounds the gain, and g times one that was made now is the gain. Rows whose H
 * has grown by more than a little are scored anew, and everything is once g is too large for the
 * bounds to be of use. Where the covariance is full, everything always is.
 *
 * <p>Not thread-safe.
 */
final class VarianceReduction implements Acquisition {
  /**
   * When bounds are given up.
   *
   * @param row a row whose H has grown by a larger factor in one round is scored anew
   * @param all all rows are scored anew when the bounds have grown by a larger factor
   * @param again and when a larger part of the pool was scored again in a round, to see which is
   *     best
   */
  record Limits(double row, double all, double again) {
    /** A row of a thousand candidates, one of which has moved, grows by less than a thousandth. */
    static final Limits DEFAULTS = new Limits(1.001, 1.05, 1 / 32.0);

    /** Bounds are never kept. */
    static final Limits NONE = new Limits(0, 0, -1);
  }

  private final Limits limits;
  private final Candidates candidates;
  private final RemainingVariances variances;
  private final Terms terms;
  private final boolean bounding;
  private final RowProducts falls;
  private final PoolSums sums;
  private final QuadraticForm form;
  private final BitSet users = new BitSet();
  private final BitSet items = new BitSet();

  /** The variances of the pairs that are being scored, of the longest row so far. */
  private double[] totals = {};

  private double growth = 1;
  private long scoredAgain;

  /**
   * The reduction of a posterior over a pool.
   *
   * @param target the candidates whose variance counts
   * @param noise of the answers; it does not change
   * @param limits when gains are no longer kept as bounds
   */
  VarianceReduction(
      Posterior posterior, Candidates candidates, Target target, AnswerNoise noise, Limits limits) {
    this(
        new RemainingVariances(posterior, candidates, noise),
        candidates,
        target,
        posterior.covariance() == Covariance.DIAGONAL ? limits : Limits.NONE);
  }

  /** The reduction of variances that follow no posterior, of rows that are known otherwise. */
  VarianceReduction(RemainingVariances variances, Candidates candidates, Target target) {
    this(variances, candidates, target, Limits.NONE);
  }

  private VarianceReduction(
      RemainingVariances variances, Candidates candidates, Target target, Limits limits) {
    this.limits = limits;
    this.candidates = candidates;
    this.variances = variances;
    terms = variances.terms();
    bounding = limits != Limits.NONE;
    falls = new RowProducts(variances.users(), variances.items(), 2 * terms.count);
    sums = new PoolSums(terms, variances.users(), variances.items(), target);
    form = new QuadraticForm(terms);
    sumUp();
  }

  /** Whether a posterior has the shape that is followed. */
  boolean fits(Posterior posterior) {
    return variances.fits(posterior, candidates);
  }

  /**
   * Follows a posterior of the same shape, and the answers in the pool. Cost: O(k) per candidate of
   * a row that has moved; or O((candidates + rows) * k) where that is half of the pool or bounds
   * are not kept, times k if the covariance is full, and O(rows * k^3) then.
   *
   * @return the rows whose scores are not even bounds any more
   */
  RowChanges follow(Posterior posterior, RowChanges changes) {
    double bias = variances.bias();
    double noise = variances.noise();
    users.clear();
    items.clear();
    mark(users, changes.users(), variances.users());
    mark(items, changes.items(), variances.items());
    mark(users, variances.fallenUsers(), variances.users());
    mark(items, variances.fallenItems(), variances.items());
    variances.refresh(posterior, changes);
    boolean few = !changes.everything() && 2 * reach() <= candidates.capacity();
    if (!bounding || !few || scoredAgain > limits.again() * candidates.capacity()) {
      return sumUp();
    }
    scoredAgain = 0;
    int[] movedUsers = users.stream().toArray();
    int[] movedItems = items.stream().toArray();
    sums.follow(candidates, variances.users(), variances.items(), movedUsers, movedItems);
    fill(movedUsers, movedItems);
    fill(sums.touchedUsers().toIntArray(), sums.touchedItems().toIntArray());
    // Between the least and the most noisy answer the quotient rises, or falls, all the way.
    double quotient =
        Math.max(
            quotient(bias, noise, variances.lowest()), quotient(bias, noise, variances.highest()));
    growth *= Math.max(1, quotient) * growthOfRows();
    return growth > limits.all()
        ? sumUp()
        : RowChanges.of(users.stream().toArray(), items.stream().toArray());
  }

  /** What the bias and an answer's noise, of some factor, were in parts of what they are. */
  private double quotient(double bias, double noise, double factor) {
    return (bias + noise * factor) / (variances.bias() + variances.noise() * factor);
  }

  private static void mark(BitSet marks, int[] rows, Moments known) {
    for (int row : rows) {
      if (known.has(row)) {
        marks.set(row);
      }
    }
  }

  private long reach() {
    return users.stream()
            .filter(user -> user < candidates.users())
            .mapToLong(user -> candidates.firstOf(user + 1) - candidates.firstOf(user))
            .sum()
        + items.stream()
            .filter(item -> item < candidates.items())
            .mapToLong(candidates::countOf)
            .sum();
  }

  /** Marks the rows that have grown much; returns the growth of all others, at least 1. */
  private double growthOfRows() {
    double highest = 1;
    for (int n = 0; n < sums.touchedUsers().size(); n++) {
      int user = sums.touchedUsers().getInt(n);
      highest = Math.max(highest, kept(sums.growthOfUser(user), user, users));
    }
    for (int n = 0; n < sums.touchedItems().size(); n++) {
      int item = sums.touchedItems().getInt(n);
      highest = Math.max(highest, kept(sums.growthOfItem(item), item, items));
    }
    return highest;
  }

  private double kept(double grown, int row, BitSet marks) {
    if (grown <= limits.row()) {
      return grown;
    }
    marks.set(row);
    return 1;
  }

  private RowChanges sumUp() {
    sums.sumUp(candidates, variances.users(), variances.items());
    // Nobody asks for the gain of a row without candidates.
    fill(
        IntStream.range(candidates.firstUser(), candidates.endOfUsers())
            .filter(user -> candidates.firstOf(user + 1) > candidates.firstOf(user))
            .toArray(),
        IntStream.range(0, candidates.items())
            .filter(item -> candidates.countOf(item) > 0)
            .toArray());
    growth = 1;
    scoredAgain = 0;
    return RowChanges.EVERYTHING;
  }

  private void fill(int[] someUsers, int[] someItems) {
    for (int user : someUsers) {
      fillUser(user);
    }
    for (int item : someItems) {
      fillItem(item);
    }
  }

  private void fillUser(int user) {
    int at = falls.ofUser(user);
    Moments moments = variances.users();
    form.of(moments.covariances, sums.ofUsers(), moments.at(user), falls.users, at);
    for (int term = 0; term < terms.count; term++) {
      // A term (a, b) stands for (b, a) as well.
      falls.users[at + term] *= terms.times(term);
      falls.users[at + terms.count + term] = terms.times(term) * moments.square(user, term);
    }
  }

  private void fillItem(int item) {
    int at = falls.ofItem(item);
    Moments moments = variances.items();
    form.of(moments.covariances, sums.ofItems(), moments.at(item), falls.items, at + terms.count);
    for (int term = 0; term < terms.count; term++) {
      falls.items[at + term] = moments.square(item, term);
    }
  }

  /** The gain of a pair whose user and item have candidates, for what its query costs. */
  double gain(int user, int item) {
    return falls.of(user, item)
        / (variances.score(user, item) + variances.beyond(user, item))
        / candidates.costOf(item);
  }

  @Override
  public boolean isPerCost() {
    return true;
  }

  @Override
  public boolean keepsBounds() {
    return bounding;
  }

  @Override
  public double score(int user, int item) {
    scoredAgain++;
    return gain(user, item) / growth;
  }

  @Override
  public void scoreUser(int user, int[] with, int count, double[] scores) {
    falls.ofUser(user, with, count, scores);
    variances.scoreUser(user, with, count, totals(count));
    for (int n = 0; n < count; n++) {
      scores[n] =
          scores[n]
              / (totals[n] + variances.beyond(user, with[n]))
              / candidates.costOf(with[n])
              / growth;
    }
  }

  @Override
  public void scoreItem(int item, int[] with, int count, double[] scores) {
    falls.ofItem(item, with, count, scores);
    variances.scoreItem(item, with, count, totals(count));
    for (int n = 0; n < count; n++) {
      scores[n] =
          scores[n]
              / (totals[n] + variances.beyond(with[n], item))
              / candidates.costOf(item)
              / growth;
    }
  }

  private double[] totals(int count) {
    if (totals.length < count) {
      totals = new double[count];
    }
    return totals;
  }

  @Override
  public void assumeAnswered(int user, int item) {
    variances.assumeAnswered(user, item);
    fillUser(user);
    fillItem(item);
  }
}
