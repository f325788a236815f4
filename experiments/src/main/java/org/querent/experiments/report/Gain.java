package org.querent.experiments.report;

import java.util.List;
import java.util.Optional;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.TargetReached;

/**
 * What one choice gains over another: how many fewer queries lead to where the other ends, and how
 * much lower the error is in the end. Immutable.
 *
 * @param end after how many queries the one is as good as the other in the end
 * @param finalRmse the difference of the RMSE at the end, the one minus the other
 * @param verdict whether the one is better, by the area under the learning curve
 */
public record Gain(TargetReached end, Difference finalRmse, Verdict verdict) {
  /**
   * The gain of one label over another; empty where they share no seed.
   *
   * @param runs all runs of an experiment
   * @param pairs all pairs of it, tested
   */
  public static Optional<Gain> of(
      List<LearningCurve> runs, List<PairwiseComparison> pairs, String one, String other) {
    return PairwiseComparison.find(pairs, one, other)
        .map(
            pair -> {
              List<TargetReached> targets =
                  TargetReached.of(
                      named(runs, one), named(runs, other), pair.verdict() != Verdict.UNDECIDED);
              return new Gain(targets.get(targets.size() - 1), pair.finalRmse(), pair.verdict());
            });
  }

  private static List<LearningCurve> named(List<LearningCurve> runs, String strategy) {
    return runs.stream().filter(run -> run.strategy().equals(strategy)).toList();
  }
}
