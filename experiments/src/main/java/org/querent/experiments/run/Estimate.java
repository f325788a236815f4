package org.querent.experiments.run;

import java.util.concurrent.CancellationException;
import org.querent.core.spec.Covariance;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;

/**
 * About what an experiment takes: each strategy is played for a moment, and what it did is taken to
 * go on at the same rate. Rough: batches at the start may cost more or less than later ones.
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
    double seconds = 0;
    for (StrategySpec<?> strategy : plan.spec().strategies()) {
      seconds +=
          new Sample(Math.max(SHORTEST, SECONDS_IN_ALL / strategies)).of(plan, strategy, simulator);
    }
    int atOnce = Math.min(threads, plan.spec().runs());
    return new Estimate(
        seconds * plan.spec().settings().seeds().count() / atOnce, bytes(plan, atOnce));
  }

  private static long bytes(Plan plan, int atOnce) {
    long ratings = plan.dataset().ratings().size();
    long rows = plan.dataset().ratings().userCount() + (long) plan.dataset().ratings().itemCount();
    long width = plan.spec().settings().model().factors() + 1L;
    boolean full = plan.spec().settings().model().covariance() == Covariance.FULL;
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
    double of(Plan plan, StrategySpec<?> strategy, Simulator simulator) {
      try {
        simulator.run(plan.dataset(), plan.simulation(), strategy::create, 1, this);
        return elapsed();
      } catch (CancellationException e) {
        double rate = (asked - askedByHalf) / Math.max(elapsed() - half, 1e-9);
        return half + (plan.queries() - askedByHalf) / rate;
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
