package org.querent.core.posterior;

import org.querent.core.posterior.Gaussians.Shape;

/**
 * How a prior stood at a moment: what features without ratings were set to.
 *
 * @param means of all groups
 * @param precisions of all groups
 * @param coefficients of the regressions of means
 */
public record PriorStanding(double[] means, double[] precisions, double[] coefficients) {
  /** How a prior stands now; a copy. */
  public static PriorStanding of(Prior prior) {
    return new PriorStanding(prior.means.clone(), prior.precisions.clone(), prior.coefficients());
  }

  /**
   * Whether a mean, or a coefficient of one, differs from what it was by more than a tolerance, in
   * its own unit, or a precision by more than that part of itself.
   */
  public boolean isFarFrom(Prior prior, double tolerance) {
    if (isFar(prior.means, means, tolerance)
        || isFar(prior.coefficients(), coefficients, tolerance)) {
      return true;
    }
    int step = prior.shape == Shape.FULL ? prior.width + 1 : 1;
    for (int group = 0; group < prior.groups(); group++) {
      for (int a = 0; a < prior.width; a++) {
        int at = group * prior.block + a * step;
        double precision = prior.precisions[at];
        if (Math.abs(precision - precisions[at]) > tolerance * precision) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isFar(double[] now, double[] before, double tolerance) {
    for (int at = 0; at < now.length; at++) {
      if (Math.abs(now[at] - before[at]) > tolerance) {
        return true;
      }
    }
    return false;
  }
}
