package org.querent.simulator.metric;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.posterior.LevelPredictor;
import org.querent.core.posterior.Predictor;
import org.querent.simulator.spec.SimulationException;

/**
 * Measures a posterior on a holdout. Means are used as they are, nothing is sampled; predictions
 * are clipped to the scale for RMSE and MAE only. Thread-safe.
 */
public final class Evaluator {
  private final Ratings holdout;

  /** The rows of a model's designs that each rating is of. */
  private final int[] users;

  private final int[] items;

  /**
   * An evaluator on a holdout for models of plain users and items.
   *
   * @throws SimulationException if the holdout is empty
   */
  public Evaluator(Ratings holdout) {
    this(holdout, holdout::item);
  }

  /**
   * An evaluator on a holdout.
   *
   * @param features whose rows a predictor is of
   * @throws SimulationException if the holdout is empty
   */
  public Evaluator(Ratings holdout, FeatureMap features) {
    this(holdout, n -> features.itemRow(holdout.item(n), holdout.timestamp(n)));
  }

  private Evaluator(Ratings holdout, IntUnaryOperator itemRow) {
    if (holdout.size() == 0) {
      throw new SimulationException("the test set is empty");
    }
    this.holdout = holdout;
    users = IntStream.range(0, holdout.size()).map(holdout::user).toArray();
    items = IntStream.range(0, holdout.size()).map(itemRow).toArray();
  }

  /** Measures a posterior. Cost: O(holdout * k). */
  public Accuracy evaluate(Predictor posterior) {
    ErrorSums sums = new ErrorSums(holdout.scale());
    evaluate(posterior, sums);
    return sums.accuracy();
  }

  /** Measures a posterior, and adds its errors to those of groups. Cost: O(holdout * k). */
  public Accuracy evaluate(Predictor posterior, GroupSums groups) {
    ErrorSums sums = new ErrorSums(holdout.scale());
    evaluate(posterior, sums, groups);
    return sums.accuracy();
  }

  /** Adds the errors of a posterior to others. Cost: O(holdout * k). */
  public void evaluate(Predictor posterior, ErrorSums sums) {
    add(posterior, sums, new double[holdout.size()], new double[holdout.size()]);
  }

  /** Adds the errors of a posterior to others and to those of groups. Cost: O(holdout * k). */
  public void evaluate(Predictor posterior, ErrorSums sums, GroupSums groups) {
    double[] means = new double[holdout.size()];
    double[] variances = new double[holdout.size()];
    groups.add(holdout, means, variances, add(posterior, sums, means, variances));
  }

  /**
   * Writes the means, and the variances of ratings around them.
   *
   * @return the negative logarithms of the densities of the ratings
   */
  private double[] add(Predictor posterior, ErrorSums sums, double[] means, double[] variances) {
    Predictor answers = posterior.answers();
    answers.foresee(users, items, means, variances);
    double[] densities = new double[holdout.size()];
    for (int n = 0; n < holdout.size(); n++) {
      double rating = holdout.rating(n);
      densities[n] =
          answers instanceof LevelPredictor steps
              ? -steps.logDensity(users[n], items[n], rating)
              : ErrorSums.negativeLogDensity(means[n] - rating, variances[n]);
      sums.add(rating, means[n], variances[n], densities[n]);
    }
    return densities;
  }

  /**
   * Adds the errors of predictions that have no variances.
   *
   * @param means by item, of the only user of the holdout
   */
  public void evaluate(double[] means, ErrorSums sums) {
    for (int n = 0; n < holdout.size(); n++) {
      sums.add(holdout.rating(n), means[holdout.item(n)], 1);
    }
  }

  /** Adds how far a posterior's errors are from what it expects. Cost: O(holdout * k). */
  public void calibrate(Predictor posterior, CalibrationSums sums) {
    double[] means = new double[holdout.size()];
    double[] variances = new double[holdout.size()];
    posterior.answers().foresee(users, items, means, variances);
    sums.add(holdout, means, variances);
  }

  /** Compares a posterior with another. Cost: O(holdout * k). */
  public Drift drift(Predictor followed, Predictor fitted) {
    int size = holdout.size();
    double[] means = new double[size];
    double[] variances = new double[size];
    double[] otherMeans = new double[size];
    double[] otherVariances = new double[size];
    followed.answers().predict(users, items, means, variances);
    fitted.answers().predict(users, items, otherMeans, otherVariances);
    double squares = 0;
    double parts = 0;
    for (int n = 0; n < size; n++) {
      double difference = means[n] - otherMeans[n];
      squares += difference * difference;
      // A point estimate is sure of everything.
      if (otherVariances[n] > 0) {
        double part = Math.sqrt(variances[n] / otherVariances[n]) - 1;
        parts += part * part;
      }
    }
    return new Drift(
        evaluate(followed).rmse() - evaluate(fitted).rmse(),
        Math.sqrt(squares / size),
        Math.sqrt(parts / size));
  }
}
