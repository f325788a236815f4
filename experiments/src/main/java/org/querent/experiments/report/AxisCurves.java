package org.querent.experiments.report;

import java.util.List;
import java.util.Optional;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * The curves of an experiment over one axis. Immutable.
 *
 * @param runs the single runs
 * @param means the curve of every strategy
 * @param relative the curves of paired differences to the baseline; empty without a baseline
 */
public record AxisCurves(
    Axis axis, List<LearningCurve> runs, List<StrategyCurve> means, List<StrategyCurve> relative) {
  static AxisCurves of(
      Axis axis, List<LearningCurve> runs, Optional<String> baseline, IntervalMethod method) {
    return new AxisCurves(
        axis,
        runs,
        StrategyCurve.perStrategy(runs, method),
        baseline.map(name -> StrategyCurve.relativeTo(name, runs, method)).orElse(List.of()));
  }
}
