package org.querent.core.spec;

/** Where the precisions of the priors come from. */
public enum PriorScale {
  /** Set by hand. */
  FIXED,
  /** Estimated with the posterior (empirical Bayes), one per group and parameter. */
  ESTIMATED,
  /**
   * Learned as scales with a Gamma(1, 1) hyperprior, of the features around their group and of the
   * groups around zero: AutoVFM.
   */
  HIERARCHICAL
}
