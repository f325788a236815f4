package org.querent.experiments.folder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.RunSettings;
import org.querent.experiments.statistics.LearningCurve;

/**
 * Makes the curves of an experiment's runs: by the number of queries, or by what they have cost
 * where the experiment says what that is; and by the number of answers.
 */
public final class CurveReader {
  /** Fewer steps of answers would leave out where the curves of the shyest users end. */
  private static final int FEWEST_STEPS = 20;

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

  /**
   * Makes the curves of runs by the number of answers, each to its own end; empty where every query
   * was answered.
   */
  public static Optional<List<LearningCurve>> byAnswers(List<RunCurve> runs) {
    if (runs.stream().allMatch(run -> run.answered() == run.asked())) {
      return Optional.empty();
    }
    double reached = runs.stream().mapToDouble(RunCurve::answered).max().orElse(0);
    int points = runs.stream().mapToInt(run -> run.queries().length).max().orElse(0);
    int step = (int) Math.max(1, Math.ceil(reached / Math.max(FEWEST_STEPS, points - 1)));
    return Optional.of(runs.stream().map(run -> run.byAnswers(step)).toList());
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
