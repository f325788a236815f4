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
  BAYESIAN_FM
}
