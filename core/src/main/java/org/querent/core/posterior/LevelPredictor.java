package org.querent.core.posterior;

import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.util.Pair;
import org.jspecify.annotations.Nullable;
import org.querent.core.parallel.Workers;

/**
 * Predicts which step of a scale a rating will be, from the posterior of what is felt. With m and v
 * the mean and the epistemic variance of a pair there,
 *
 * <pre>
 *   P(c) = Phi((b_(c+1) - m) / sqrt(1 + v)) - Phi((b_c - m) / sqrt(1 + v))
 * </pre>
 *
 * and mean and variance of a rating are those of these probabilities. The epistemic variance is how
 * far the expected rating varies with the prediction, by {@value #POINTS} points of Gauss and
 * Hermite; the rest is noise, which differs from pair to pair: near an end of the scale there is
 * less.
 */
public final class LevelPredictor implements Predictor {
  private static final int POINTS = 15;
  private static final double[] NODES;
  private static final double[] WEIGHTS;

  static {
    // For weights of e^(-x^2): a standard normal number is sqrt(2) x.
    Pair<double[], double[]> rule = rule();
    NODES = rule.getFirst();
    WEIGHTS = rule.getSecond();
  }

  private final Machine machine;
  private final Thresholds thresholds;
  private final RatingUnit unit;
  private final Workers workers;
  private final @Nullable PairShift shift;

  LevelPredictor(
      Machine machine,
      Thresholds thresholds,
      RatingUnit unit,
      Workers workers,
      @Nullable PairShift shift) {
    this.machine = machine;
    this.thresholds = thresholds;
    this.unit = unit;
    this.workers = workers;
    this.shift = shift;
  }

  private static Pair<double[], double[]> rule() {
    var integrator = new GaussIntegratorFactory().hermite(POINTS);
    double[] nodes = new double[POINTS];
    double[] weights = new double[POINTS];
    for (int n = 0; n < POINTS; n++) {
      nodes[n] = Math.sqrt(2) * integrator.getPoint(n);
      weights[n] = integrator.getWeight(n) / Math.sqrt(Math.PI);
    }
    return new Pair<>(nodes, weights);
  }

  /** The levels whose probabilities are predicted. */
  public RatingLevels levels() {
    return thresholds.levels;
  }

  /**
   * Predicts how probable each level is.
   *
   * @param probabilities receives a number a level
   */
  public void probabilities(int user, int item, double[] probabilities) {
    double felt = felt(user, item);
    double spread = Math.sqrt(1 + machine.epistemicVariance(user, item));
    for (int level = 0; level < thresholds.count(); level++) {
      probabilities[level] =
          Math.exp(
              NormalInterval.logProbability(
                  (thresholds.cut(level) - felt) / spread,
                  (thresholds.cut(level + 1) - felt) / spread));
    }
  }

  /**
   * The logarithm of the density of a rating, were it even over the width of a step: so that it
   * compares with that of a model that takes ratings for numbers.
   *
   * @param rating one of the levels
   */
  public double logDensity(int user, int item, double rating) {
    RatingLevels levels = thresholds.levels;
    int level = (int) Math.rint((rating - levels.lowest()) / levels.step());
    double felt = felt(user, item);
    double spread = Math.sqrt(1 + machine.epistemicVariance(user, item));
    return NormalInterval.logProbability(
            (thresholds.cut(level) - felt) / spread, (thresholds.cut(level + 1) - felt) / spread)
        - Math.log(levels.step());
  }

  private double felt(int user, int item) {
    double mean = machine.mean(user, item);
    return shift == null ? mean : mean + shift.of(user, item);
  }

  /** The expected number of a level, from 0 on. */
  private double expected(double felt, double spread) {
    double level = 0;
    for (int c = 1; c < thresholds.count(); c++) {
      level += NormalInterval.below((felt - thresholds.cut(c)) / spread);
    }
    return level;
  }

  /** The variance of the number of a level. */
  private double variance(double felt, double spread) {
    double first = 0;
    double second = 0;
    for (int c = 1; c < thresholds.count(); c++) {
      double reached = NormalInterval.below((felt - thresholds.cut(c)) / spread);
      first += reached;
      second += (2 * c - 1) * reached;
    }
    return Math.max(0, second - first * first);
  }

  private double epistemic(double felt, double variance) {
    double deviation = Math.sqrt(variance);
    double mean = 0;
    double square = 0;
    for (int n = 0; n < POINTS; n++) {
      double level = expected(felt + deviation * NODES[n], 1);
      mean += WEIGHTS[n] * level;
      square += WEIGHTS[n] * level * level;
    }
    return Math.max(0, square - mean * mean);
  }

  /**
   * The mutual information of a rating and the prediction of its pair, in nats: by how much the
   * entropy of the rating would fall on average if what the model predicts were certain.
   *
   * @param variance the epistemic variance of the pair, of what is felt
   */
  public double information(int user, int item, double variance) {
    double felt = felt(user, item);
    double deviation = Math.sqrt(variance);
    double within = 0;
    for (int n = 0; n < POINTS; n++) {
      within += WEIGHTS[n] * entropy(felt + deviation * NODES[n], 1);
    }
    return Math.max(0, entropy(felt, Math.sqrt(1 + variance)) - within);
  }

  private double entropy(double felt, double spread) {
    double entropy = 0;
    for (int level = 0; level < thresholds.count(); level++) {
      double logarithm =
          NormalInterval.logProbability(
              (thresholds.cut(level) - felt) / spread, (thresholds.cut(level + 1) - felt) / spread);
      entropy -= Math.exp(logarithm) * logarithm;
    }
    return entropy;
  }

  /** A variance of numbers of levels, in the unit of the ratings. */
  private double inUnit(double ofLevels) {
    double step = thresholds.levels.step();
    return step * step * ofLevels;
  }

  /** The expected rating. */
  private double rating(double felt, double epistemic) {
    RatingLevels levels = thresholds.levels;
    return levels.lowest() + levels.step() * expected(felt, Math.sqrt(1 + epistemic));
  }

  @Override
  public double mean(int user, int item) {
    return rating(felt(user, item), machine.epistemicVariance(user, item));
  }

  @Override
  public double epistemicVariance(int user, int item) {
    return inUnit(epistemic(felt(user, item), machine.epistemicVariance(user, item)));
  }

  /** That of what is felt, in the unit of the ratings: what answers tell of differs by pair. */
  @Override
  public double noiseVariance() {
    return unit.variance(1 / machine.noisePrecision);
  }

  @Override
  public double noiseVariance(int user, int item) {
    return Math.max(0, predictiveVariance(user, item) - epistemicVariance(user, item));
  }

  @Override
  public double predictiveVariance(int user, int item) {
    double spread = Math.sqrt(1 + machine.epistemicVariance(user, item));
    return inUnit(variance(felt(user, item), spread));
  }

  @Override
  public void predict(int[] users, int[] items, double[] means, double[] variances) {
    predict(users, items, means, variances, this::epistemic);
  }

  @Override
  public void foresee(int[] users, int[] items, double[] means, double[] variances) {
    predict(
        users,
        items,
        means,
        variances,
        (felt, epistemic) -> variance(felt, Math.sqrt(1 + epistemic)));
  }

  /**
   * Predicts a list of pairs.
   *
   * @param ofLevels makes a variance of what is felt and its epistemic variance
   */
  private void predict(
      int[] users, int[] items, double[] means, double[] variances, DoubleBinaryOperator ofLevels) {
    Posterior.requirePairs(users, items, means, variances);
    workers.run(
        users.length,
        (chunk, from, to, worker) -> {
          for (int n = from; n < to; n++) {
            double felt = felt(users[n], items[n]);
            double epistemic = machine.epistemicVariance(users[n], items[n]);
            means[n] = rating(felt, epistemic);
            variances[n] = inUnit(ofLevels.applyAsDouble(felt, epistemic));
          }
        });
  }
}
