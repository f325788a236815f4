package org.querent.experiments.run;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.querent.core.data.Dataset;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.tune.TuneSpec;
import org.querent.experiments.tune.Tuner;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;

/**
 * About what an experiment takes: each strategy is played for a moment, and what it did is taken to
 * go on at the same rate. Rough: batches at the start may cost more or less than later ones. What
 * seeds try to choose their settings by is counted, and runs as they are with what took the
 * longest.
 *
 * @param seconds of all runs, on this machine
 * @param bytes of the data set and of the runs that are played at a time
 */
public record Estimate(double seconds, long bytes) {
  private static final double SECONDS_IN_ALL = 4;

  /** In less, the virtual machine has not compiled what is played. */
  private static final double SHORTEST = 0.5;

  /** What a rating takes in a run: in the model's lists, among the candidates, in the history. */
  private static final int BYTES_PER_RATING = 130;

  /** What a rating takes in the data set. */
  private static final int BYTES_PER_ROW = 20;

  /** How often a run holds the parameters: features, rows, and what strategies make of them. */
  private static final int COPIES = 4;

  static Estimate of(Plan plan, Simulator simulator, int threads) {
    int strategies = plan.spec().strategies().size();
    Tuning tuning = tuning(plan, simulator);
    double seconds = tuning.seconds();
    long bytes = 0;
    int atOnce = Math.min(threads, plan.spec().runs());
    for (StrategySpec<?> strategy : plan.spec().strategies()) {
      SimulationSettings settings =
          strategy.model().isEmpty() ? tuning.slowest() : plan.simulation(strategy, List.of());
      seconds +=
          new Sample(Math.max(SHORTEST, SECONDS_IN_ALL / strategies))
              .of(plan.dataset(), settings, plan.queries(), strategy, simulator);
      bytes = Math.max(bytes, bytes(plan, settings.model(), atOnce));
    }
    return new Estimate(seconds * plan.spec().settings().seeds().count() / atOnce, bytes);
  }

  /** What a seed takes to choose its settings, and those with which a fit takes the longest. */
  private record Tuning(double seconds, SimulationSettings slowest) {}

  /** Tries each alternative on one inner split, or the first ones, if that takes long. */
  private static Tuning tuning(Plan plan, Simulator simulator) {
    SimulationSettings slowest = plan.simulation();
    if (plan.spec().tune().isEmpty()) {
      return new Tuning(0, slowest);
    }
    TuneSpec tune = plan.spec().tune().get();
    long seed = plan.spec().seeds().get(0);
    List<DataSplit> inner =
        Simulator.innerSplits(plan.dataset(), slowest, seed, tune.inner().folds());
    double sum = 0;
    double longest = 0;
    int tried = 0;
    while (tried < tune.alternatives().size() && sum < SECONDS_IN_ALL) {
      SimulationSettings settings = Tuner.with(plan.simulation(), tune.alternatives().get(tried));
      long start = System.nanoTime();
      simulator.innerRmse(plan.dataset(), settings, inner.subList(0, 1), seed);
      double took = (System.nanoTime() - start) / 1e9;
      sum += took;
      tried++;
      if (took > longest) {
        longest = took;
        slowest = settings;
      }
    }
    return new Tuning(sum / tried * tune.alternatives().size() * inner.size(), slowest);
  }

  private static long bytes(Plan plan, ModelSettings model, int atOnce) {
    long ratings = plan.dataset().ratings().size();
    long rows = plan.dataset().ratings().userCount() + (long) plan.dataset().ratings().itemCount();
    long width = model.factors() + 1L;
    boolean full = model.covariance() == Covariance.FULL;
    long parameters = rows * (width + (full ? width * width : width));
    return ratings * BYTES_PER_ROW
        + atOnce * (ratings * BYTES_PER_RATING + COPIES * Double.BYTES * parameters);
  }

  /**
   * Breaks a run off once it has been played for long enough. The rate is that of the second half:
   * what a strategy makes for its first questions it makes once.
   */
  private static final class Sample implements SimulationListener {
    private final double seconds;
    private final long start = System.nanoTime();
    private double first;

    /** When the second half began, or 0, and after how many questions. */
    private double half;

    private int askedByHalf;
    private int asked;

    Sample(double seconds) {
      this.seconds = seconds;
    }

    private double elapsed() {
      return (System.nanoTime() - start) / 1e9;
    }

    /** The seconds of a whole run. */
    double of(
        Dataset dataset,
        SimulationSettings settings,
        long queries,
        StrategySpec<?> strategy,
        Simulator simulator) {
      try {
        simulator.run(dataset, settings, strategy::create, 1, this);
        return elapsed();
      } catch (CancellationException e) {
        double rate = (asked - askedByHalf) / Math.max(elapsed() - half, 1e-9);
        return half + (queries - askedByHalf) / rate;
      }
    }

    @Override
    public void answered(int query, int user, int item, double rating) {
      unanswered(query, user, item);
    }

    @Override
    public void unanswered(int query, int user, int item) {
      asked = query;
      double now = elapsed();
      if (query == 1) {
        first = now;
      } else if (half == 0 && now - first > seconds / 2) {
        half = now;
        askedByHalf = query;
      } else if (half > 0 && now - half > seconds / 2) {
        throw new CancellationException();
      }
    }

    @Override
    public void evaluated(CurvePoint point) {}
  }
}
