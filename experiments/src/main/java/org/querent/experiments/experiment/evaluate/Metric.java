package org.querent.experiments.experiment.evaluate;

import java.util.List;
import java.util.Locale;

/**
 * What is measured of every run; the constants' names in kebab case name the columns of a curve.
 */
public enum Metric {
  /** Root of the mean squared error. */
  RMSE,
  /** Mean absolute error. */
  MAE,
  /** Mean negative log density. */
  NLL,
  /** Coverage of the 90 % predictive interval. */
  COVERAGE_90,
  /** Part of the queries that were answered. */
  ANSWER_RATE,
  /** Sum of the ratings that were asked for, the reward of a bandit. */
  CUMULATIVE_RATING,
  /** Mean epistemic variance of the pairs that may still be asked for. */
  POOL_VARIANCE,
  /** By how much the model expected the answers so far to lower the mean squared error. */
  PROMISED,
  /** RMSE of what a strategy predicts by itself; of new users, by strategies that do. */
  OWN_RMSE,
  /** What the updates have cost: RMSE minus that of a fit from scratch to the same ratings. */
  DRIFT_RMSE,
  /** Root mean square distance of the predictions from those of a fit from scratch. */
  DRIFT_MEANS,
  /** Root mean square relative distance of their epistemic standard deviations. */
  DRIFT_DEVIATIONS;

  /** What is shown where an experiment says nothing. */
  static final List<Metric> DEFAULTS =
      List.of(RMSE, MAE, NLL, COVERAGE_90, CUMULATIVE_RATING, POOL_VARIANCE);

  /** Whether it takes a fit from scratch at every point of the curve. */
  boolean ofDrift() {
    return compareTo(DRIFT_RMSE) >= 0;
  }

  /** The name in YAML and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
