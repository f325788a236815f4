package org.querent.experiments.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.Reliability.Group;
import org.querent.simulator.metric.Calibration.Bin;

/**
 * The details of an experiment's complete runs, those of one strategy together.
 *
 * @param asked by the label of the strategy
 * @param reliability by the label of the strategy
 */
public record DetailsReader(Map<String, AskedPairs> asked, Map<String, Reliability> reliability) {
  /** So many groups of predictions: each is then a tenth of the holdout. */
  private static final int GROUPS = 10;

  /** Adds up the details of complete runs; those that have none are passed over. */
  public static DetailsReader of(ExperimentSpec spec, List<CompleteRun> complete) {
    Map<String, AskedPairs> asked = new LinkedHashMap<>();
    Map<String, Reliability> reliability = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      List<RunDetails> runs = runs(strategy, complete);
      runs.stream()
          .flatMap(run -> run.pairs().stream())
          .reduce(AskedPairs::plus)
          .filter(sum -> sum.total() > 0)
          .ifPresent(sum -> asked.put(strategy.label(), sum));
      List<Group> fine = together(runs);
      if (!fine.isEmpty()) {
        reliability.put(strategy.label(), Reliability.of(fine, GROUPS));
      }
    }
    return new DetailsReader(asked, reliability);
  }

  private static List<RunDetails> runs(StrategySpec<?> strategy, List<CompleteRun> complete) {
    return complete.stream()
        .filter(run -> run.id().strategy().equals(strategy.label()))
        .flatMap(run -> run.details().stream())
        .toList();
  }

  /** The bins of all runs, added up. */
  private static List<Group> together(List<RunDetails> runs) {
    Map<Integer, Bin> sums = new TreeMap<>();
    for (RunDetails run : runs) {
      for (Bin bin : run.calibration()) {
        sums.merge(bin.number(), bin, Bin::plus);
      }
    }
    return sums.values().stream()
        .map(
            bin ->
                new Group(
                    bin.count(),
                    Math.sqrt(bin.variance() / bin.count()),
                    Math.sqrt(bin.squares() / bin.count())))
        .toList();
  }
}
