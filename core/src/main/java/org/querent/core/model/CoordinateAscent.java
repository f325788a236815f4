package org.querent.core.model;

/**
 * Exact coordinate ascent on the evidence lower bound of a variational factorization machine
 * (models.md section 2). Every update puts one parameter of q at its optimum given all others, so
 * the bound never falls.
 */
interface CoordinateAscent {
  /** Updates every row of q, the bias and, if asked, noise and priors, once. */
  void sweep(boolean learnPriors);

  /** The evidence lower bound of the present q, in nats. Cost: one pass over the examples. */
  double evidenceLowerBound();

  /** The expected log likelihood of examples whose expected squared errors sum to {@code loss}. */
  static double expectedLogLikelihood(int examples, double loss, double noisePrecision) {
    return 0.5 * (examples * Math.log(noisePrecision / (2 * Math.PI)) - noisePrecision * loss);
  }
}
