package org.querent.experiments.statistics;

import java.util.List;

/**
 * Strategies by their mean rank over several experiments, and which of them cannot be told apart
 * (Demsar 2006, Statistical comparisons of classifiers over multiple data sets, JMLR 7, section
 * 3.2.2). Immutable.
 *
 * @param strategies in ascending order of their mean rank, the best first
 * @param meanRanks of the strategies; 1 is the best
 * @param experiments the number of experiments
 * @param pValue of Friedman's test that all strategies do alike
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
  /** The strategies from one index to another, both included, {@code from < to}. */
  public record Group(int from, int to) {}

  /** Copies the lists. */
  public CriticalDifference {
    strategies = List.copyOf(strategies);
    meanRanks = List.copyOf(meanRanks);
    groups = List.copyOf(groups);
  }
}
