package org.querent.core.spec;

/** How Adam takes the expectation of the loss over the posterior. */
public enum Estimator {
  /** Exactly. */
  CLOSED_FORM,
  /** By the reparameterization trick: one draw per parameter use and example. */
  SAMPLED
}
