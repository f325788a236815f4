package org.querent.core.posterior;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.spec.Covariance;

/**
 * The posterior of a factorization machine over users and items, to read.
 *
 * <p>Means are in the unit of the ratings, variances in its square. The <em>epistemic</em> variance
 * of a pair is what the model does not know yet; the <em>predictive</em> variance adds the noise of
 * a new rating. Formulas: see the package; note the squares, which the formula published in 2016
 * lacks:
 *
 * <pre>
 *   mean      = m0 + m_u + m_i + sum_f mu_uf mu_if
 *   epistemic = s0 + s_u + s_i + sum_f (t_uf t_if + t_uf mu_if^2 + t_if mu_uf^2)
 * </pre>
 *
 * With full covariance S of a row's slope and factors, and z = (1, mu), the latter is s0 + z_i^T
 * S_u z_i + z_u^T S_i z_u + the trace of the product of both S without the slopes.
 *
 * <p>A live view of a model: valid until the model is fitted again. Reading from several threads is
 * safe while the model is left alone.
 */
public final class Posterior implements Predictor {
  private final Machine machine;
  private final RatingUnit unit;
  private final Workers workers;
  private final GaussianRows users;
  private final GaussianRows items;

  /** Null where there is none. */
  private final @Nullable PairShift shift;

  /** A view of a machine, whose lists are predicted by these workers. */
  public Posterior(Machine machine, RatingUnit unit, Workers workers) {
    this(machine, unit, workers, null);
  }

  private Posterior(Machine machine, RatingUnit unit, Workers workers, @Nullable PairShift shift) {
    this.machine = machine;
    this.unit = unit;
    this.workers = workers;
    this.shift = shift;
    this.users = new GaussianRows(machine.left, unit);
    this.items = new GaussianRows(machine.right, unit);
  }

  /**
   * This posterior, of standardised ratings: its parameters have no unit, so that slopes and
   * factors compare, and what is computed from it does not depend on the scale of the ratings, not
   * even by rounding. Cost: O(1).
   */
  public Posterior standardised() {
    return new Posterior(machine, RatingUnit.STANDARDISED, workers, shift);
  }

  /** This posterior, whose means are moved pair by pair; parameters and variances stay. */
  public Posterior shifted(PairShift by) {
    return new Posterior(machine, unit, workers, by);
  }

  @Override
  public Predictor answers() {
    return machine.thresholds == null
        ? this
        : new LevelPredictor(machine, machine.thresholds, unit, workers, shift);
  }

  /** Whether ratings are steps of a scale, and this is of what is felt. */
  public boolean isOfSteps() {
    return machine.thresholds != null;
  }

  /**
   * What a rating tells, in the unit of what this predicts: itself; of a step what is to be
   * expected to have been felt, by what is predicted. Cost: O(k).
   *
   * @param rating in the unit of this posterior
   */
  public double felt(int user, int item, double rating) {
    Thresholds thresholds = machine.thresholds;
    if (thresholds == null) {
      return rating;
    }
    double mean = machine.mean(user, item) + (shift == null ? 0 : shift.of(user, item));
    return unit.rating(mean + thresholds.surprise(unit.standardised(rating), mean));
  }

  /**
   * How a user's row follows what is known of the user: the derivatives of its means by the numbers
   * that its prior mean is regressed on, S A C^T with A the precision of the prior and C the
   * coefficients of the regression; of single parameters, each with the others as they are, where
   * the covariance is diagonal. Cost: O(p k^2), with p numbers.
   *
   * @return {@code n * (1 + k) + a}, of standardised ratings; empty if there is no regression
   */
  public double[] userResponse(int user) {
    return machine.response(machine.left, user);
  }

  /**
   * Whether every user is a feature of its own and nothing else, and every item is at all times: a
   * row's prior is that of its feature then.
   */
  public boolean isPlain() {
    return machine.left.design.isIdentity() && machine.right.design.isIdentity();
  }

  /**
   * Entry (a, b) of the precision of the prior that all users have around their means, of
   * standardised ratings; 0 stands for the slope, f + 1 for factor f.
   *
   * @throws IllegalStateException unless users and items are {@linkplain #isPlain plain}
   */
  public double priorPrecisionOfUsers(int a, int b) {
    return priorPrecision(machine.left, a, b);
  }

  /**
   * Entry (a, b) of the precision of the prior that all items have around their means, of
   * standardised ratings; 0 stands for the slope, f + 1 for factor f.
   *
   * @throws IllegalStateException unless users and items are {@linkplain #isPlain plain}
   */
  public double priorPrecisionOfItems(int a, int b) {
    return priorPrecision(machine.right, a, b);
  }

  private double priorPrecision(Side side, int a, int b) {
    if (!isPlain()) {
      throw new IllegalStateException("rows of several features have no one prior");
    }
    return machine.prior.precision(machine.prior.group(side.design.firstFeature()), a, b);
  }

  /** The parameters of all users. */
  public GaussianRows users() {
    return users;
  }

  /** The parameters of all items. */
  public GaussianRows items() {
    return items;
  }

  /** k, the length of a row's vector. */
  public int factors() {
    return machine.width - 1;
  }

  /** Whether the parameters of a row depend on each other. */
  public Covariance covariance() {
    return machine.left.rows.shape == Shape.FULL ? Covariance.FULL : Covariance.DIAGONAL;
  }

  /** m0, the mean of the bias. */
  public double biasMean() {
    return unit.rating(machine.biasMean);
  }

  /** s0, the variance of the bias. */
  public double biasVariance() {
    return unit.variance(machine.biasVariance);
  }

  /** 1 / beta, the variance of a rating of average precision around its true mean. */
  @Override
  public double noiseVariance() {
    return unit.variance(1 / machine.noisePrecision);
  }

  /** 1 / (beta E[tau]), the variance of a user's ratings around their true means. */
  @Override
  public double noiseVariance(int user) {
    return noiseVariance() / machine.noiseFactor(user);
  }

  @Override
  public void noiseVariances(int[] users, double[] variances) {
    for (int n = 0; n < users.length; n++) {
      variances[n] = noiseVariance(users[n]);
    }
  }

  /** Whether the ratings of all users have the same noise. */
  public boolean hasCommonNoise() {
    return machine.left.noise == null;
  }

  /** The predicted rating of a pair, not clipped to the scale. Cost: O(k). */
  @Override
  public double mean(int user, int item) {
    double mean = machine.mean(user, item);
    return unit.rating(shift == null ? mean : mean + shift.of(user, item));
  }

  /**
   * The variance of a pair's expected rating under the posterior. Cost: O(k), or O(k^2) if the
   * covariance is full.
   */
  @Override
  public double epistemicVariance(int user, int item) {
    return unit.variance(machine.epistemicVariance(user, item));
  }

  /** The variance of a new rating of a pair: epistemic variance plus noise. Cost: O(k). */
  public double predictiveVariance(int user, int item) {
    return epistemicVariance(user, item) + noiseVariance(user);
  }

  /**
   * Predicts a list of pairs, shared between the threads of the engine. Cost: O(pairs * k).
   *
   * @param pairUsers the users, one per pair
   * @param pairItems the items, one per pair
   * @param means receives the predicted ratings
   * @param variances receives the epistemic variances
   * @throws IllegalArgumentException if the arrays differ in length
   */
  @Override
  public void predict(int[] pairUsers, int[] pairItems, double[] means, double[] variances) {
    requirePairs(pairUsers, pairItems, means, variances);
    workers.run(
        pairUsers.length,
        (chunk, from, to, worker) -> {
          for (int n = from; n < to; n++) {
            means[n] = mean(pairUsers[n], pairItems[n]);
            variances[n] = epistemicVariance(pairUsers[n], pairItems[n]);
          }
        });
  }

  /**
   * What predicts the ratings of the first so many items, user by user. Cost: O(items k).
   *
   * @param count at most the number of rows of the items
   */
  public ItemScores itemScores(int count) {
    return new ItemScores(machine, unit, count, shift);
  }

  /** Refuses arrays that differ in length. */
  static void requirePairs(int[] pairUsers, int[] pairItems, double[] means, double[] variances) {
    int pairs = pairUsers.length;
    if (pairItems.length != pairs || means.length != pairs || variances.length != pairs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d users, %d items, %d means, %d variances",
              pairs,
              pairItems.length,
              means.length,
              variances.length));
    }
  }

  /** A model to draw from this posterior, of all users and items, not yet drawn. */
  public PosteriorDraw newDraw() {
    return newDraw(0, users.size());
  }

  /**
   * A model to draw from this posterior, of some users and all items, not yet drawn.
   *
   * @param firstUser the first of the users
   * @param endOfUsers one past the last
   */
  public PosteriorDraw newDraw(int firstUser, int endOfUsers) {
    return new PosteriorDraw(machine, unit, firstUser, endOfUsers);
  }
}
