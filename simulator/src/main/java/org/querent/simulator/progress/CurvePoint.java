package org.querent.simulator.progress;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.core.Counted;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.Drift;
import org.querent.simulator.spec.SimulationException;

/**
 * One point of a learning curve.
 *
 * @param queries queries asked so far; under a protocol that asks everybody alike, of each user or
 *     item
 * @param ratings ratings known to the model: the initial ones, all answers, and what users rated by
 *     themselves
 * @param answerRate the part of all queries so far that were answered; 1 before the first
 * @param cost what the queries cost, on average where everybody is asked alike
 * @param cumulativeRating the sum of the answers' ratings, in the unit of the data, on average
 *     where everybody is asked alike: the reward of a bandit
 * @param natural ratings that users gave by themselves so far, on average where everybody is asked
 *     alike
 * @param poolVariance the mean epistemic variance of the pairs that may still be asked for, in its
 *     square; 0 where there is none
 * @param accuracy the errors on the holdout
 * @param noise the model's standard deviation of a rating around its true mean
 * @param ownRmse the RMSE of what the strategy predicts by itself; empty where it does not, or that
 *     is not measured
 * @param drift how far the model is from one fitted from scratch, where that is measured
 * @param others what its lists of recommendations are worth, by the names of the {@linkplain
 *     org.querent.simulator.spec.RankingSettings.Column columns}, and what {@linkplain
 *     org.querent.simulator.metric.GroupSums groups} have; without that which nobody has
 */
public record CurvePoint(
    int queries,
    int ratings,
    double answerRate,
    double cost,
    double cumulativeRating,
    double natural,
    double poolVariance,
    Accuracy accuracy,
    double noise,
    OptionalDouble ownRmse,
    Optional<Drift> drift,
    Map<String, Double> others) {
  /**
   * Copies the map, and refuses a point of a model that has diverged, which no curve could be read
   * with.
   *
   * @throws SimulationException if an error, a variance or the noise is NaN or infinite
   */
  public CurvePoint {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    double sum = poolVariance + accuracy.rmse() + accuracy.mae() + accuracy.nll() + noise;
    if (!Double.isFinite(sum)) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "after %s the model has diverged: RMSE %s, negative log likelihood %s, noise %s, variance of the pool %s; with optimizer: adam, lower training.alpha, or use optimizer: coordinate-ascent",
              Counted.of(queries, "query"),
              accuracy.rmse(),
              accuracy.nll(),
              noise,
              poolVariance));
    }
  }
}
