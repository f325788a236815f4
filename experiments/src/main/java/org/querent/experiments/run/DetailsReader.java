package org.querent.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.StrategySpec;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.Reliability.Group;
import org.querent.simulator.Calibration.Bin;

/**
 * The details of an experiment's complete runs, those of one strategy together.
 *
 * @param asked by the label of the strategy
 * @param reliability by the label of the strategy
 */
record DetailsReader(Map<String, AskedPairs> asked, Map<String, Reliability> reliability) {
  /** So many groups of predictions: each is then a tenth of the holdout. */
  private static final int GROUPS = 10;

  static DetailsReader read(ExperimentSpec spec, Path folder) {
    Map<String, AskedPairs> asked = new LinkedHashMap<>();
    Map<String, Reliability> reliability = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      List<RunDetails> runs = runs(spec, strategy, folder);
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

  private static List<RunDetails> runs(
      ExperimentSpec spec, StrategySpec<?> strategy, Path experiment) {
    List<RunDetails> runs = new ArrayList<>();
    for (long seed : spec.seeds()) {
      Path folder = RunFolder.run(experiment, RunId.of(spec, strategy, seed));
      // A run of an earlier version has none.
      if (RunLog.isMarked(folder) && Files.exists(folder.resolve(RunDetails.NAME))) {
        try {
          runs.add(RunDetails.read(folder));
        } catch (IOException e) {
          throw new ExperimentException(
              String.format(
                  Locale.ROOT,
                  "%s is damaged; run the experiment again, which mends it",
                  folder.resolve(RunDetails.NAME)),
              e);
        }
      }
    }
    return runs;
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
