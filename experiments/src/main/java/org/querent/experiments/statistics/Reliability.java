package org.querent.experiments.statistics;

import java.util.List;

/**
 * How large errors were where a certain size was predicted: predictions in groups of similar
 * predicted standard deviation (Kuleshov, Fenner and Ermon 2018, Accurate uncertainties for deep
 * learning using calibrated regression, ICML; by variance as in Levi et al. 2022, Evaluating and
 * calibrating uncertainty prediction in regression tasks, Sensors 22). Immutable.
 *
 * @param groups in ascending order of what was predicted; at least one
 */
public record Reliability(List<Group> groups) {
  /**
   * Predictions of similar uncertainty.
   *
   * @param count how many there are
   * @param predicted root of the mean predictive variance, noise included, in stars
   * @param observed root of the mean squared distance of ratings from predicted means, in stars
   */
  public record Group(long count, double predicted, double observed) {}

  /** Copies the groups. */
  public Reliability {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("no group of predictions");
    }
  }
}
