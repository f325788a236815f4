package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

/**
 * Strategies that several experiments have in common, compared across them. Immutable.
 *
 * <p>Within each experiment all are compared at the numbers of queries at which every one of their
 * runs was evaluated, over the seeds that all of them have (over all seeds where they share none).
 *
 * @param measure by what they are compared
 * @param strategies the labels that all experiments have, in the order of the first
 * @param values the mean over seeds, by experiment, then strategy
 * @param ranks by experiment, then strategy; 1 is the best, equal values share the mean of theirs
 * @param records how each strategy (row) did against each (column)
 * @param criticalDifference of the mean ranks; empty below two strategies or two experiments, and
 *     above {@link CriticalDifference#MOST_STRATEGIES} strategies
 */
public record AcrossExperiments(
    Measure measure,
    List<String> strategies,
    List<List<Double>> values,
    List<List<Double>> ranks,
    List<List<WinTieLoss>> records,
    Optional<CriticalDifference> criticalDifference) {
  /**
   * In how many experiments one strategy did better than another, alike, or worse. Better means a
   * lower mean, and a difference that a paired t-test over seeds finds, with p below 0.05 when
   * corrected by Holm's method for all pairs of strategies of the experiment; with fewer than
   * {@link PairwiseComparison#FEW_SEEDS} seeds neither is.
   */
  public record WinTieLoss(int wins, int ties, int losses) {
    private WinTieLoss plus(Verdict verdict) {
      return switch (verdict) {
        case BETTER -> new WinTieLoss(wins + 1, ties, losses);
        case WORSE -> new WinTieLoss(wins, ties, losses + 1);
        case UNDECIDED -> new WinTieLoss(wins, ties + 1, losses);
      };
    }

    private WinTieLoss turned() {
      return new WinTieLoss(losses, ties, wins);
    }
  }

  /** Copies the lists. */
  public AcrossExperiments {
    strategies = List.copyOf(strategies);
    values = values.stream().map(List::copyOf).toList();
    ranks = ranks.stream().map(List::copyOf).toList();
    records = records.stream().map(List::copyOf).toList();
  }

  /**
   * Compares what experiments have in common.
   *
   * @param experiments the runs of each, without those of strategies that are not to be compared
   * @param measure by what
   */
  public static AcrossExperiments of(List<List<LearningCurve>> experiments, Measure measure) {
    List<String> common = common(experiments);
    List<List<LearningCurve>> runs = experiments.stream().map(all -> only(common, all)).toList();
    double[][] values =
        runs.stream().map(all -> means(common, all, measure)).toArray(double[][]::new);
    int strategies = common.size();
    boolean comparable =
        strategies >= 2
            && strategies <= CriticalDifference.MOST_STRATEGIES
            && experiments.size() >= 2;
    return new AcrossExperiments(
        measure,
        common,
        Arrays.stream(values).map(AcrossExperiments::list).toList(),
        Arrays.stream(values).map(AcrossExperiments::ranks).toList(),
        records(common, runs, measure),
        comparable ? Optional.of(CriticalDifference.of(common, values)) : Optional.empty());
  }

  /** The mean of a strategy's ranks; the labels are those of {@link #strategies}. */
  public double meanRank(int strategy) {
    return ranks.stream().mapToDouble(row -> row.get(strategy)).average().orElse(Double.NaN);
  }

  private static List<String> common(List<List<LearningCurve>> experiments) {
    Set<String> common = new LinkedHashSet<>();
    for (int n = 0; n < experiments.size(); n++) {
      Set<String> labels =
          experiments.get(n).stream()
              .map(LearningCurve::strategy)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (n == 0) {
        common.addAll(labels);
      }
      common.retainAll(labels);
    }
    return List.copyOf(common);
  }

  private static List<LearningCurve> only(List<String> strategies, List<LearningCurve> runs) {
    return runs.stream().filter(run -> strategies.contains(run.strategy())).toList();
  }

  private static double[] means(
      List<String> strategies, List<LearningCurve> runs, Measure measure) {
    if (runs.isEmpty()) {
      return new double[0];
    }
    Map<String, List<LearningCurve>> groups = StrategyCurve.byStrategy(runs);
    List<LearningCurve> shared =
        runs.stream()
            .filter(
                run ->
                    groups.values().stream()
                        .allMatch(g -> StrategyCurve.withSeed(g, run.seed()).isPresent()))
            .toList();
    List<LearningCurve> compared = shared.isEmpty() ? runs : shared;
    Map<String, List<LearningCurve>> byStrategy = StrategyCurve.byStrategy(compared);
    int[] queries = LearningCurve.commonQueries(compared);
    return strategies.stream()
        .mapToDouble(
            label ->
                byStrategy.get(label).stream()
                    .mapToDouble(run -> measure.of(run, queries))
                    .average()
                    .orElseThrow())
        .toArray();
  }

  private static List<Double> ranks(double[] values) {
    return values.length == 0
        ? List.of()
        : list(new NaturalRanking(TiesStrategy.AVERAGE).rank(values));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<List<WinTieLoss>> records(
      List<String> strategies, List<List<LearningCurve>> runs, Measure measure) {
    int size = strategies.size();
    WinTieLoss[][] records = new WinTieLoss[size][size];
    for (WinTieLoss[] row : records) {
      Arrays.fill(row, new WinTieLoss(0, 0, 0));
    }
    for (List<LearningCurve> experiment : runs) {
      for (PairwiseComparison pair :
          PairwiseComparison.of(experiment, Optional.empty(), IntervalMethod.STUDENT)) {
        int row = strategies.indexOf(pair.first());
        int column = strategies.indexOf(pair.second());
        records[row][column] = records[row][column].plus(measure.of(pair).verdict());
        records[column][row] = records[row][column].turned();
      }
    }
    List<List<WinTieLoss>> rows = new ArrayList<>();
    Arrays.stream(records).forEach(row -> rows.add(List.of(row)));
    return rows;
  }
}
