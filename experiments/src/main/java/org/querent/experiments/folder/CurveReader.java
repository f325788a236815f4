package org.querent.experiments.folder;

import java.util.List;
import java.util.OptionalDouble;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.RunSettings;
import org.querent.experiments.statistics.LearningCurve;

/**
 * Makes the curves of an experiment's runs: by the number of queries, or by what they have cost
 * where the experiment says what that is.
 */
public final class CurveReader {
  private CurveReader() {}

  /**
   * Puts runs on one axis, in the order given. Those that are complete end where the cheapest of
   * them does; those under way end where they are, and shorten no other.
   */
  public static List<LearningCurve> curves(ExperimentSpec spec, List<RunCurve> runs) {
    if (!spec.settings().queries().haveCosts()) {
      return runs.stream().map(RunCurve::byQueries).toList();
    }
    double reached = Math.min(reached(runs), Integer.MAX_VALUE);
    int step = step(reached, spec.settings());
    return runs.stream().map(run -> run.byCost(Math.min(reached, run.cost()), step)).toList();
  }

  private static double reached(List<RunCurve> runs) {
    OptionalDouble cheapest =
        runs.stream().filter(RunCurve::complete).mapToDouble(RunCurve::cost).min();
    return cheapest.orElseGet(() -> runs.stream().mapToDouble(RunCurve::cost).max().orElse(0));
  }

  /** About as many steps as there are evaluations, in whole units of cost. */
  private static int step(double reached, RunSettings settings) {
    double evaluations =
        Math.ceil((double) settings.queries().budget() / settings.evaluate().every());
    return (int) Math.max(1, Math.ceil(reached / evaluations));
  }
}
