package org.querent.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.querent.experiments.spec.EvaluateSpec.Metric;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.RunSettings;
import org.querent.experiments.spec.StrategySpec;
import org.querent.experiments.statistics.LearningCurve;

/** Reads the curves of an experiment's runs back from its folder. */
final class CurveReader {
  private CurveReader() {}

  /**
   * The curves of the complete runs, strategy by strategy: by the number of queries, or by what
   * they have cost where the experiment says what that is.
   */
  static List<LearningCurve> read(ExperimentSpec spec, Path folder) {
    List<RunCurve> runs = new ArrayList<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      for (long seed : spec.seeds()) {
        RunId id = RunId.of(spec, strategy, seed);
        Path run = RunFolder.run(folder, id);
        if (RunLog.isMarked(run)) {
          Path file = run.resolve(RunLog.CURVE);
          runs.add(complete(file, id, spec.settings().evaluate().metrics()));
        }
      }
    }
    return curves(spec, runs);
  }

  private static RunCurve complete(Path file, RunId id, List<Metric> metrics) {
    try {
      return RunCurve.complete(file, id, metrics);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    }
  }

  /**
   * Puts runs on one axis, in the order given. Those that are complete end where the cheapest of
   * them does; those under way end where they are, and shorten no other.
   */
  static List<LearningCurve> curves(ExperimentSpec spec, List<RunCurve> runs) {
    if (spec.settings().queries().costs().isEmpty()) {
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
