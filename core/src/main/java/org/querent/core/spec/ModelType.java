package org.querent.core.spec;

/** The models there are. */
public enum ModelType {
  /** Factorization machine: a point estimate, penalised by the squares of its parameters. */
  FM,
  /** Variational factorization machine: a Gaussian posterior that climbs the evidence bound. */
  VFM,
  /** Variational factorization machine whose prior scales are learned under a hyperprior. */
  AUTO_VFM,
  /** Factorization machine whose exact posterior is sampled: slower, and no mean field. */
  BAYESIAN_FM;

  /** The optimiser that fits such a model where nothing else is asked for. */
  public Optimizer usualOptimizer() {
    return this == BAYESIAN_FM ? Optimizer.GIBBS : Optimizer.COORDINATE_ASCENT;
  }
}
