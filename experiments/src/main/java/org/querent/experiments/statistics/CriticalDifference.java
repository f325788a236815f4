package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Strategies by their mean rank over several experiments, and which of them cannot be told apart
 * (Demsar 2006, Statistical comparisons of classifiers over multiple data sets, JMLR 7, section
 * 3.2.2). Immutable.
 *
 * @param strategies in ascending order of their mean rank, the best first
 * @param meanRanks of the strategies; 1 is the best
 * @param experiments the number of experiments
 * @param pValue of Friedman's test that all strategies do alike, by Iman and Davenport
 * @param difference by how much two mean ranks have to differ for a difference at the level 0.05
 *     (Nemenyi's test)
 * @param groups the longest ranges of strategies whose mean ranks differ by no more than that
 */
public record CriticalDifference(
    List<String> strategies,
    List<Double> meanRanks,
    int experiments,
    double pValue,
    double difference,
    List<Group> groups) {
  /** The largest number of strategies: for more no quantile of the distribution is known here. */
  public static final int MOST_STRATEGIES = Friedman.MOST_TREATMENTS;

  /** The strategies from one index to another, both included, {@code from < to}. */
  public record Group(int from, int to) {}

  /** Copies the lists. */
  public CriticalDifference {
    strategies = List.copyOf(strategies);
    meanRanks = List.copyOf(meanRanks);
    groups = List.copyOf(groups);
  }

  /**
   * Compares strategies.
   *
   * @param strategies their labels
   * @param values by experiment, then strategy; the smaller, the better
   * @throws IllegalArgumentException if there are fewer than two strategies or experiments, or more
   *     than {@link #MOST_STRATEGIES}
   */
  static CriticalDifference of(List<String> strategies, double[][] values) {
    Friedman friedman = Friedman.of(values);
    // Labels decide between equal ranks, so that the order of the experiments does not.
    List<Integer> order =
        IntStream.range(0, strategies.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(n -> friedman.meanRanks()[n])
                    .thenComparing(strategies::get))
            .toList();
    List<Double> ranks = order.stream().map(n -> friedman.meanRanks()[n]).toList();
    return new CriticalDifference(
        order.stream().map(strategies::get).toList(),
        ranks,
        values.length,
        friedman.pValue(),
        friedman.criticalDifference(),
        groups(ranks, friedman.criticalDifference()));
  }

  /** Whether no two mean ranks can differ by as much as they had to, whatever the experiments. */
  public boolean isTooFewExperiments() {
    return difference > strategies.size() - 1;
  }

  private static List<Group> groups(List<Double> ranks, double difference) {
    List<Group> groups = new ArrayList<>();
    int reached = 0;
    for (int from = 0; from < ranks.size(); from++) {
      int to = from;
      while (to + 1 < ranks.size() && ranks.get(to + 1) - ranks.get(from) <= difference) {
        to++;
      }
      // One that ends where the last did lies within it.
      if (to > from && to > reached) {
        groups.add(new Group(from, to));
      }
      reached = Math.max(reached, to);
    }
    return groups;
  }
}
