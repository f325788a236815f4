package org.querent.simulator.progress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.Calibration;
import org.querent.simulator.metric.CalibrationSums;
import org.querent.simulator.metric.Drift;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.metric.GroupSums;
import org.querent.simulator.metric.PoolVariance;
import org.querent.simulator.metric.RankingEvaluator;
import org.querent.simulator.metric.RankingSums;
import org.querent.simulator.metric.UserValues;
import org.querent.strategies.learner.Knowledge;

/** Measures what a run's learners know, and reports it as points of its curve. Not thread-safe. */
public final class CurveReporter {
  /**
   * What is called, among the others of a point, by how much the model expected the answers so far
   * to lower the mean squared error.
   */
  public static final String PROMISED = "promised";

  private final Knowledge knowledge;
  private final SimulationListener listener;
  private final PhaseClock clock;
  private final int every;
  private final boolean measureDrift;
  private final Optional<RankingEvaluator> ranking;
  private final GroupSums groups;
  private final boolean measurePromise;
  private final int initial;
  private int evaluations;

  /**
   * A reporter of a run that has not begun.
   *
   * @param knowledge is measured
   * @param listener gets the points
   * @param clock tells it how long they take
   * @param every queries between two points
   * @param measureDrift whether each point also compares the model with one fitted from scratch
   * @param ranking measures lists of recommendations, if anything does; used by {@link #evaluate}
   *     alone
   * @param measurePromise whether points tell what the answers promised
   */
  public CurveReporter(
      Knowledge knowledge,
      SimulationListener listener,
      PhaseClock clock,
      int every,
      boolean measureDrift,
      Optional<RankingEvaluator> ranking,
      GroupSums groups,
      boolean measurePromise) {
    this.measurePromise = measurePromise;
    this.knowledge = knowledge;
    this.listener = listener;
    this.clock = clock;
    this.every = every;
    this.measureDrift = measureDrift;
    this.ranking = ranking;
    this.groups = groups;
    initial = knowledge.history().size();
  }

  /** The number of points so far. */
  public int evaluations() {
    return evaluations;
  }

  /** Goes on counting where a run was. */
  public void resume(int reported) {
    evaluations = reported;
  }

  /** Whether a point of the curve is due after a batch. */
  public boolean isDue(int before, int now) {
    return now / every > before / every;
  }

  /**
   * Measures the model on a whole holdout, and reports it.
   *
   * @param queries asked so far
   * @param all that was asked, of which {@code queries} may be a share
   * @param left adds what may still be asked for
   */
  public void evaluate(int queries, Tally all, Evaluator evaluator, Consumer<PoolVariance> left) {
    Optional<Drift> drift =
        clock.timed(
            Phase.EVALUATE,
            () ->
                measureDrift
                    ? Optional.of(evaluator.drift(knowledge.posterior(), knowledge.refitted()))
                    : Optional.empty());
    PoolVariance variance = new PoolVariance();
    Map<String, Double> others = new LinkedHashMap<>();
    if (measurePromise) {
      others.put(PROMISED, all.promised());
    }
    Accuracy accuracy =
        clock.timed(
            Phase.EVALUATE,
            () -> {
              left.accept(variance);
              GroupSums sums = groups.anew();
              Accuracy whole = evaluator.evaluate(knowledge.posterior(), sums);
              addOthers(sums, others);
              return whole;
            });
    report(queries, all, accuracy, variance.mean(), OptionalDouble.empty(), drift, others);
  }

  /** Adds what lists of recommendations are worth, to groups as well, and what groups have. */
  private void addOthers(GroupSums sums, Map<String, Double> others) {
    if (ranking.isPresent()) {
      RankingSums lists = ranking.get().sums();
      sums.add(ranking.get().evaluate(knowledge.posterior(), knowledge.history(), lists));
      others.putAll(lists.values());
    }
    others.putAll(sums.values());
  }

  /**
   * Reports a point of the curve.
   *
   * @param all that was asked, of which {@code queries} may be a share
   * @param ownRmse of what the strategy predicts by itself, if it does
   */
  public void report(
      int queries,
      Tally all,
      Accuracy accuracy,
      double poolVariance,
      OptionalDouble ownRmse,
      Optional<Drift> drift,
      Map<String, Double> others) {
    evaluations++;
    // Without a query there is neither cost nor reward to share.
    double share = all.queries() == 0 ? 0 : (double) queries / all.queries();
    listener.evaluated(
        new CurvePoint(
            queries,
            initial + all.answered() + all.natural(),
            all.queries() == 0 ? 1 : (double) all.answered() / all.queries(),
            all.cost() * share,
            all.ratings() * share,
            all.natural() * share,
            poolVariance,
            accuracy,
            Math.sqrt(knowledge.posterior().noiseVariance()),
            ownRmse,
            drift,
            others));
  }

  /** Tells how well the model knows its errors, and who gets what, when the run is over. */
  public void end(Evaluator evaluator) {
    CalibrationSums sums = new CalibrationSums();
    evaluator.calibrate(knowledge.posterior(), sums);
    calibrated(sums.calibration());
    ranking.ifPresent(
        it -> ranked(it.evaluate(knowledge.posterior(), knowledge.history(), it.sums())));
  }

  /** Tells where rules would have ended the interviews, when the run is over. */
  public void stopped(List<StoppedAt> rules) {
    listener.stopped(rules);
  }

  /** Tells how well the model knew its errors, when the run is over. */
  public void calibrated(Calibration calibration) {
    listener.calibrated(calibration);
  }

  /** Tells what each user's lists were worth, when the run is over. */
  public void ranked(UserValues values) {
    listener.ranked(values);
  }
}
