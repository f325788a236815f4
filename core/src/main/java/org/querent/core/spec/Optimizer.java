package org.querent.core.spec;

/** How a model is fitted. */
public enum Optimizer {
  /** Exact updates, one part of the model after the other; for a point estimate, ALS. */
  COORDINATE_ASCENT,
  /** Adam on mini-batches (Kingma and Ba 2015). */
  ADAM,
  /** Gibbs sampling: every part drawn from its distribution given the others. */
  GIBBS
}
