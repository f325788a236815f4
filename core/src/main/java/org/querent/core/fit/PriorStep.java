package org.querent.core.fit;

import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Prior;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.PriorScale;

/**
 * Moves a prior to its optimum given the posteriors of all features with examples. Features without
 * have the prior for their posterior and no say in it.
 */
public final class PriorStep {
  /** Below, what is left of a parameter is lost to rounding beside the others. */
  private static final double SMALLEST_SCALE = 1e-7;

  private final Prior prior;
  private final PriorSums seen;

  private PriorStep(Prior prior, PriorSums seen) {
    this.prior = prior;
    this.seen = seen;
  }

  /** Moves the prior. Cost: O(k), or O(k^3) if covariances are full. */
  public static void take(Prior prior, PriorSums seen) {
    PriorStep step = new PriorStep(prior, seen);
    for (int group = 0; group < prior.groups(); group++) {
      if (seen.counts[group] > 0) {
        step.move(group);
      }
    }
  }

  private void move(int group) {
    if (prior.grouping != Grouping.NONE) {
      estimateMean(group);
    }
    if (prior.scale == PriorScale.ESTIMATED && prior.shape == Shape.FULL) {
      estimateMatrix(group);
    } else if (prior.scale != PriorScale.FIXED) {
      estimatePrecisions(group);
    }
  }

  private void estimateMean(int group) {
    if (prior.scale != PriorScale.HIERARCHICAL) {
      seen.solveMeans(group);
      return;
    }
    int count = seen.counts[group];
    for (int a = 0; a < prior.width; a++) {
      int at = group * prior.width + a;
      double precision = prior.precision(group, a, a);
      double total = prior.groupPrecisions[at] + count * precision;
      prior.means[at] = precision * seen.means[at] / total;
      prior.meanVariances[at] = 1 / total;
      double spread = prior.means[at] * prior.means[at] + prior.meanVariances[at];
      prior.groupPrecisions[at] = Math.pow(scaleOf(1, spread), -2);
    }
  }

  /** The maximum of count ln|A|/2 - trace(A spread)/2 - RATE trace A over matrices A. */
  private void estimateMatrix(int group) {
    double[] spread = new double[prior.width * prior.width];
    for (int a = 0; a < prior.width; a++) {
      for (int b = 0; b <= a; b++) {
        spread[a * prior.width + b] = seen.spread(group, a, b) + (a == b ? 2 * Prior.RATE : 0);
      }
    }
    Cholesky.factor(spread, 0, prior.width);
    Cholesky.invert(spread, 0, prior.width, prior.precisions, group * prior.block);
    for (int n = 0; n < prior.block; n++) {
      prior.precisions[group * prior.block + n] *= seen.counts[group];
    }
  }

  private void estimatePrecisions(int group) {
    int count = seen.counts[group];
    for (int a = 0; a < prior.width; a++) {
      double unknown = count * prior.meanVariances[group * prior.width + a];
      double spread = seen.spread(group, a, a) + unknown;
      prior.setPrecision(
          group,
          a,
          prior.scale == PriorScale.ESTIMATED
              ? count / (spread + 2 * Prior.RATE)
              : Math.pow(scaleOf(count, spread), -2));
    }
  }

  /**
   * The maximum over s of -count ln s - spread / (2 s^2) - s: s^3 + count s^2 = spread. The density
   * of a scale is highest at 0, which is kept out of reach.
   */
  static double scaleOf(int count, double spread) {
    double s = Math.sqrt(spread / count);
    // Newton from above on a convex, rising function: it falls to the root and stops there.
    for (int step = 0; step < 100; step++) {
      double next = s - (s * s * (s + count) - spread) / (s * (3 * s + 2 * count));
      if (!(next < s)) {
        break;
      }
      s = next;
    }
    return Math.max(SMALLEST_SCALE, s);
  }
}
