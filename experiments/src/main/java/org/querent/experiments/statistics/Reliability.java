package org.querent.experiments.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * How large errors were where a certain size was predicted: predictions in groups of similar
 * predicted standard deviation (Kuleshov, Fenner and Ermon 2018, Accurate uncertainties for deep
 * learning using calibrated regression, ICML; by variance as in Levi et al. 2022, Evaluating and
 * calibrating uncertainty prediction in regression tasks, Sensors 22). Immutable.
 *
 * @param groups in ascending order of what was predicted; at least one
 * @param ratios of what was observed to what was predicted, in each group: means over the runs with
 *     their intervals
 * @param whole the ratio of all predictions together
 */
public record Reliability(List<Group> groups, List<Interval> ratios, Interval whole) {
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
   * Makes groups of about equal counts of finer ones of several runs: one belongs where the middle
   * of its predictions falls.
   *
   * @param fine those of all runs together, by ascending number, which is that of what was
   *     predicted; at least one
   * @param runs the same of each run
   * @param most the number of groups; fewer where many predictions are alike
   */
  public static Reliability of(
      SortedMap<Integer, Group> fine, List<Map<Integer, Group>> runs, int most) {
    long total = fine.values().stream().mapToLong(Group::count).sum();
    TreeMap<Long, Group> merged = new TreeMap<>();
    Map<Integer, Long> places = new HashMap<>();
    long before = 0;
    for (Map.Entry<Integer, Group> group : fine.entrySet()) {
      long middle = 2 * before + group.getValue().count();
      long place = most * middle / 2 / total;
      places.put(group.getKey(), place);
      merged.merge(place, group.getValue(), Group::plus);
      before += group.getValue().count();
    }
    return new Reliability(
        List.copyOf(merged.values()),
        merged.keySet().stream()
            .map(place -> ratio(runs, number -> place.equals(places.get(number))))
            .toList(),
        ratio(runs, number -> true));
  }

  /** The ratio in some of the finer groups, over the runs that have any of them. */
  private static Interval ratio(List<Map<Integer, Group>> runs, IntPredicate isWithin) {
    return Interval.of(
        runs.stream()
            .flatMap(
                run ->
                    run.entrySet().stream()
                        .filter(group -> isWithin.test(group.getKey()))
                        .map(Map.Entry::getValue)
                        .reduce(Group::plus)
                        .stream())
            .mapToDouble(group -> group.observed() / group.predicted())
            .toArray());
  }

  /** Copies the groups. */
  public Reliability {
    groups = List.copyOf(groups);
    ratios = List.copyOf(ratios);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("no group of predictions");
    }
  }
}
