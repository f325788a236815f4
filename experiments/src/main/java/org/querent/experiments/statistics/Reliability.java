package org.querent.experiments.statistics;

import java.util.List;
import java.util.TreeMap;

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
   * @param predicted root of the mean predictive variance, noise included
   * @param observed root of the mean squared distance of ratings from predicted means
   */
  public record Group(long count, double predicted, double observed) {
    Group plus(Group other) {
      long sum = count + other.count;
      return new Group(
          sum,
          mean(predicted, other.predicted, (double) other.count / sum),
          mean(observed, other.observed, (double) other.count / sum));
    }

    /** The root of the mean square. */
    private static double mean(double first, double second, double share) {
      return Math.sqrt((1 - share) * first * first + share * second * second);
    }
  }

  /**
   * Makes groups of about equal counts of finer ones: one belongs where the middle of its
   * predictions falls.
   *
   * @param fine in ascending order of what was predicted; at least one
   * @param most the number of groups; fewer where many predictions are alike
   */
  public static Reliability of(List<Group> fine, int most) {
    long total = fine.stream().mapToLong(Group::count).sum();
    TreeMap<Long, Group> merged = new TreeMap<>();
    long before = 0;
    for (Group group : fine) {
      long middle = 2 * before + group.count();
      merged.merge(most * middle / 2 / total, group, Group::plus);
      before += group.count();
    }
    return new Reliability(List.copyOf(merged.values()));
  }

  /** Copies the groups. */
  public Reliability {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("no group of predictions");
    }
  }
}
