package org.querent.core.fit.ordinal;

import java.util.stream.IntStream;
import org.querent.core.fit.Bound;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Thresholds;

/**
 * Moves the thresholds between the levels of ratings up the bound: a step of Newton's, halved until
 * the bound does not fall, with what was felt at its optimum throughout. In the thresholds the
 * bound is concave (Pratt 1981, Concavity of the log likelihood, JASA 76). Cost: two passes over
 * the ratings, O(k) each. Not thread-safe.
 */
public final class ThresholdStep {
  /** A step that can gain fewer nats than half of this is not worth a pass. */
  private static final double LEAST_GAIN = 1e-6;

  private static final int MOST_HALVINGS = 12;
  private static final int EVERY_SWEEP = 8;
  private static final int PERIOD = 4;

  private final Machine machine;
  private final Thresholds thresholds;
  private final Rows rows;
  private final Workers workers;
  private final LevelSums[] chunks;
  private final LevelSums sums;

  /** Steps over the ratings of a graph, which may grow. */
  public ThresholdStep(Machine machine, Thresholds thresholds, RatingGraph graph, Workers workers) {
    this.machine = machine;
    this.thresholds = thresholds;
    this.workers = workers;
    rows = graph.users();
    int cuts = thresholds.count() + 1;
    sums = new LevelSums(cuts);
    chunks =
        IntStream.range(0, Workers.chunks(rows.size()))
            .mapToObj(chunk -> new LevelSums(cuts))
            .toArray(LevelSums[]::new);
  }

  private enum What {
    VALUE,
    FELT,
    SLOPES
  }

  /** Sums up all ratings, and what the prior of the thresholds has as such. */
  private void sum(What what, double[] cuts) {
    workers.run(
        rows.size(),
        (chunk, from, to, worker) -> {
          LevelSums into = chunks[chunk];
          into.clear();
          for (int row = from; row < to; row++) {
            for (int n = 0; n < rows.degrees[row]; n++) {
              int level = thresholds.level(rows.ratings[row][n]);
              add(what, level, machine.mean(row, rows.others[row][n]), cuts, into);
            }
          }
        });
    sums.clear();
    for (LevelSums chunk : chunks) {
      sums.add(chunk);
    }
  }

  private static void add(What what, int level, double prediction, double[] cuts, LevelSums into) {
    double lower = cuts[level] - prediction;
    double upper = cuts[level + 1] - prediction;
    switch (what) {
      case VALUE -> into.addValue(lower, upper);
      case FELT -> into.addFelt(lower, upper);
      case SLOPES -> into.addSlopes(level, lower, upper);
    }
  }

  /** Adds one rating of each level, predicted as what it is. */
  private void addPrior(What what, double[] cuts, LevelSums into) {
    for (int level = 0; level < thresholds.count(); level++) {
      add(what, level, thresholds.place(level), cuts, into);
    }
  }

  /**
   * Moves the thresholds, in the first sweeps and then in every fourth, since they hardly move any
   * more and a step costs as much as the rest of a sweep; two levels have none that moves.
   *
   * @param sweep its number, from 0 on
   */
  public void take(int sweep) {
    if (thresholds.count() == 2 || sweep >= EVERY_SWEEP && sweep % PERIOD != 0) {
      return;
    }
    double[] before = thresholds.toArray();
    sum(What.SLOPES, before);
    addPrior(What.SLOPES, before, sums);
    double value = sums.logProbability;
    double[] step = step();
    double promised = 0;
    for (int c = 1; c < step.length - 1; c++) {
      promised += step[c] * sums.gradient[c];
    }
    double part = 1;
    for (int halving = 0; halving < MOST_HALVINGS && part * promised > LEAST_GAIN; halving++) {
      double[] after = moved(before, step, part);
      if (ascends(after) && value(after) >= value) {
        thresholds.move(after);
        return;
      }
      part *= 0.5;
    }
  }

  private double value(double[] cuts) {
    sum(What.VALUE, cuts);
    addPrior(What.VALUE, cuts, sums);
    return sums.logProbability;
  }

  private static double[] moved(double[] from, double[] step, double part) {
    double[] to = from.clone();
    for (int c = 1; c < to.length - 1; c++) {
      to[c] += part * step[c];
    }
    return to;
  }

  private static boolean ascends(double[] cuts) {
    return IntStream.range(1, cuts.length).allMatch(c -> cuts[c - 1] < cuts[c]);
  }

  /**
   * Solves (-Hessian) step = gradient, a tridiagonal system, by elimination; the threshold that
   * stays is none of its unknowns.
   */
  private double[] step() {
    int last = thresholds.count() - 1;
    int anchor = thresholds.anchor();
    double[] pivots = new double[last + 2];
    double[] step = new double[last + 2];
    for (int c = 1; c <= last; c++) {
      if (c == anchor) {
        continue;
      }
      pivots[c] = -sums.curvature[c];
      step[c] = sums.gradient[c];
      if (c > 1 && c - 1 != anchor) {
        double factor = -sums.beside[c] / pivots[c - 1];
        pivots[c] += factor * sums.beside[c];
        step[c] -= factor * step[c - 1];
      }
    }
    for (int c = last; c >= 1; c--) {
      if (c == anchor) {
        continue;
      }
      double next = c < last && c + 1 != anchor ? sums.beside[c + 1] * step[c + 1] : 0;
      step[c] = (step[c] + next) / pivots[c];
    }
    return step;
  }

  /**
   * The bound of ratings that are levels, with what was felt at its optimum.
   *
   * @param bound as if what was felt were known
   * @param loss the summed expected squares of how far it is from its predictions
   */
  public Bound bound(Bound bound, double loss) {
    double[] cuts = thresholds.toArray();
    sum(What.FELT, cuts);
    double likelihood = sums.logProbability + 0.5 * (sums.squares - loss);
    sums.clear();
    if (thresholds.count() > 2) {
      addPrior(What.VALUE, cuts, sums);
    }
    return new Bound(likelihood, bound.divergence(), bound.logHyperprior() + sums.logProbability);
  }
}
