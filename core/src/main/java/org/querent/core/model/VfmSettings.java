package org.querent.core.model;

import org.querent.core.settings.Setting;

/**
 * What a variational factorization machine is fitted with.
 *
 * @param factors k, the length of a feature's vector; 0 leaves the interactions out
 * @param covariance whether the parameters of a user or item depend on each other
 * @param sweeps passes of coordinate ascent in a fit from scratch
 * @param heldSweeps the first of them, during which the priors are held while the noise moves:
 *     estimated from the start on, they let all factors collapse to zero (models.md section 2)
 * @param priorPrecision precision of every prior while it is held, in 1 / stars^2 for slopes
 */
public record VfmSettings(
    @Setting(value = "length of the vector of every user and item", min = 0, max = 1024)
        int factors,
    @Setting(
            "whether slope and factors of a user or item are independent or have a full covariance")
        Covariance covariance,
    @Setting(value = "passes of coordinate ascent in a fit from scratch", min = 1, max = 100_000)
        int sweeps,
    @Setting(value = "first passes, in which the priors are held", min = 0, max = 100_000)
        int heldSweeps,
    @Setting(value = "precision of the priors while they are held", min = 1e-6, max = 1e6)
        double priorPrecision) {
  /** Eight factors, sixty sweeps. */
  public static final VfmSettings DEFAULTS = new VfmSettings(8, Covariance.DIAGONAL, 60, 20, 5);

  /** The same settings with another number of factors. */
  public VfmSettings withFactors(int other) {
    return new VfmSettings(other, covariance, sweeps, heldSweeps, priorPrecision);
  }

  /** The same settings with another covariance. */
  public VfmSettings withCovariance(Covariance other) {
    return new VfmSettings(factors, other, sweeps, heldSweeps, priorPrecision);
  }
}
