package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.querent.experiments.experiment.evaluate.Metric;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;

/**
 * Whether answers delivered what the model promised of them: by how much the mean squared error on
 * the holdout fell, against by how much it was expected to. Both are 0 at the start of a run.
 *
 * @param strategies by label, in their order; empty where it was not measured
 */
public record Promises(Map<String, Delivered> strategies) {
  /**
   * What came of the promises under one strategy.
   *
   * @param promised at each point, the mean over the seeds
   * @param delivered at each point, over the seeds
   * @param end what was promised by the end
   * @param slope of what was delivered over what was promised, through 0, by least squares over the
   *     points of each run
   */
  public record Delivered(
      double[] promised, List<Interval> delivered, Interval end, Interval slope) {}

  /** What was logged of some runs. */
  static Promises of(List<RunCurve> runs, IntervalMethod method) {
    Map<String, List<RunCurve>> measured = new LinkedHashMap<>();
    for (RunCurve run : runs) {
      double[] promised = run.values().get(Metric.PROMISED.key());
      if (promised != null && promised[promised.length - 1] > 0) {
        measured.computeIfAbsent(run.id().strategy(), label -> new ArrayList<>()).add(run);
      }
    }
    Map<String, Delivered> strategies = new LinkedHashMap<>();
    measured.forEach((label, all) -> strategies.put(label, delivered(all, method)));
    return new Promises(strategies);
  }

  private static Delivered delivered(List<RunCurve> runs, IntervalMethod method) {
    int points = runs.stream().mapToInt(run -> run.queries().length).min().orElseThrow();
    List<double[]> promised = runs.stream().map(Promises::promised).toList();
    List<double[]> delivered = runs.stream().map(Promises::falls).toList();
    return new Delivered(
        IntStream.range(0, points)
            .mapToDouble(n -> promised.stream().mapToDouble(one -> one[n]).average().orElseThrow())
            .toArray(),
        IntStream.range(0, points)
            .mapToObj(n -> method.of(delivered.stream().mapToDouble(one -> one[n]).toArray()))
            .toList(),
        method.of(promised.stream().mapToDouble(one -> one[points - 1]).toArray()),
        method.of(
            IntStream.range(0, runs.size())
                .mapToDouble(run -> slope(promised.get(run), delivered.get(run)))
                .toArray()));
  }

  private static double[] promised(RunCurve run) {
    return run.values().get(Metric.PROMISED.key());
  }

  private static double[] falls(RunCurve run) {
    double[] rmse = run.values().get(LearningCurve.RMSE);
    return IntStream.range(0, rmse.length)
        .mapToDouble(n -> rmse[0] * rmse[0] - rmse[n] * rmse[n])
        .toArray();
  }

  private static double slope(double[] promised, double[] delivered) {
    double products = 0;
    double squares = 0;
    for (int n = 0; n < promised.length; n++) {
      products += promised[n] * delivered[n];
      squares += promised[n] * promised[n];
    }
    return products / squares;
  }
}
