package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
   * Makes groups of about equal counts of finer ones of several runs, each run by itself, so that a
   * group holds as much of every run: a finer one belongs where the middle of its predictions
   * falls, and groups that not every run has are joined to others.
   *
   * @param runs the finer groups of each, by ascending number, which is that of what was predicted;
   *     at least one, and none without any
   * @param most the number of groups; fewer where many predictions are alike
   */
  public static Reliability of(List<SortedMap<Integer, Group>> runs, int most) {
    List<Map<Integer, Group>> groups =
        inAll(runs.stream().map(run -> coarse(run.values(), most)).toList());
    return new Reliability(
        groups.stream().map(group -> together(group.values())).toList(),
        groups.stream().map(group -> ratio(group.values())).toList(),
        ratio(runs.stream().map(run -> together(run.values())).toList()));
  }

  /**
   * Joins what not every run has to what follows, so that each group is one of all runs; what is
   * left in the end belongs to the last of them.
   *
   * @return the part of each run, by its number
   */
  private static List<Map<Integer, Group>> inAll(List<SortedMap<Long, Group>> runs) {
    List<Map<Integer, Group>> groups = new ArrayList<>();
    Map<Integer, Group> open = new TreeMap<>();
    SortedSet<Long> places = new TreeSet<>();
    runs.forEach(run -> places.addAll(run.keySet()));
    for (long place : places) {
      for (int run = 0; run < runs.size(); run++) {
        Group part = runs.get(run).get(place);
        if (part != null) {
          open.merge(run, part, Group::plus);
        }
      }
      if (open.size() == runs.size()) {
        groups.add(open);
        open = new TreeMap<>();
      }
    }
    Map<Integer, Group> last = groups.get(groups.size() - 1);
    open.forEach((run, part) -> last.merge(run, part, Group::plus));
    return groups;
  }

  private static SortedMap<Long, Group> coarse(Collection<Group> fine, int most) {
    long total = fine.stream().mapToLong(Group::count).sum();
    SortedMap<Long, Group> merged = new TreeMap<>();
    long before = 0;
    for (Group group : fine) {
      long middle = 2 * before + group.count();
      merged.merge(most * middle / 2 / total, group, Group::plus);
      before += group.count();
    }
    return merged;
  }

  private static Group together(Collection<Group> groups) {
    return groups.stream().reduce(Group::plus).orElseThrow();
  }

  private static Interval ratio(Collection<Group> runs) {
    return Interval.of(
        runs.stream().mapToDouble(group -> group.observed() / group.predicted()).toArray());
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
