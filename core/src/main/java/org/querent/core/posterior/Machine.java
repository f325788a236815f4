package org.querent.core.posterior;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.RatingNoise;

/**
 * The parameters of a factorization machine: Gaussians for every feature and the bias, their prior,
 * and the noise. What a fit moves and a posterior reads; point estimates are Gaussians without
 * variance. Ratings are standardised here ({@link RatingUnit}). Mutable, owned by one model; not
 * thread-safe.
 */
public final class Machine {
  /**
   * Rate b of the hyperprior exp(-b beta) of a noise precision that is learned, Gamma(1, b), as
   * those of the prior's precisions are. Without it, beta runs to infinity where a fit leaves
   * nothing unexplained. Its mode given the ratings is N / (loss + 2 b): what is left unexplained
   * counts as at least two thousandths of one squared unit, a standard deviation of 0.0045 with a
   * hundred ratings. A shape below 1, such as 0.001, would leave no mode to fewer than two ratings.
   */
  public static final double NOISE_RATE = 1e-3;

  /** The features and their fields. */
  public final FeatureSpace space;

  /** The number of parameters of a feature: its slope and its factors. */
  public final int width;

  /** Slopes and factors of all features. */
  public final Gaussians features;

  /** The users. */
  public final Side left;

  /** The items. */
  public final Side right;

  /** The prior of the features and of the bias. */
  public final Prior prior;

  /** What makes ratings of what is felt; null where ratings are what is felt, with noise. */
  public final @Nullable Thresholds thresholds;

  /** The mean of the bias. */
  public double biasMean;

  /** The variance of the bias; 0 where the machine is certain. */
  public double biasVariance;

  /** beta, of the standardised ratings. */
  public double noisePrecision = 1;

  /**
   * Per feature, how many parameters its regression effectively had when it was last solved or
   * counted; empty unless a point estimate learns its noise, which follows from them. Not saved.
   */
  public final double[] effective;

  /**
   * Who always gives the same rating is predicted exactly, and without this would have all
   * precision that there is; a twentieth of a quarter of the range, squared.
   */
  private static final double ROUNDING_VARIANCE = 0.0025;

  private final boolean unitLikelihood;
  private final double fixedNoise;

  /** A machine whose parameters are all zero, and whose ratings are numbers. */
  public Machine(FeatureSpace space, Design left, Design right, ModelSettings settings) {
    this(space, left, right, settings, null);
  }

  /**
   * A machine whose parameters are all zero.
   *
   * @param thresholds null where ratings are numbers
   */
  public Machine(
      FeatureSpace space,
      Design left,
      Design right,
      ModelSettings settings,
      @Nullable Thresholds thresholds) {
    if ((thresholds == null) != (settings.likelihood() == Likelihood.GAUSSIAN)) {
      throw new IllegalArgumentException("thresholds and a likelihood: " + settings.likelihood());
    }
    this.thresholds = thresholds;
    this.space = space;
    this.width = settings.effectiveFactors() + 1;
    this.prior = new Prior(space, width, settings);
    this.unitLikelihood = settings.type() == ModelType.FM;
    this.fixedNoise = thresholds == null ? settings.noisePrecision() : 1;
    effective = new double[unitLikelihood && fixedNoise == 0 ? space.features() : 0];
    features = new Gaussians(space.features(), width, Shape.of(settings));
    boolean plain = left.isIdentity() && right.isIdentity();
    boolean byUser = settings.noise() == RatingNoise.BY_USER;
    this.left =
        new Side(left, features, plain, byUser ? new RowNoise("user-noise", left.rows()) : null);
    this.right = new Side(right, features, plain, null);
  }

  /** Another machine of the same features, other rows, and settings, whose parameters are zero. */
  public Machine another(Design left, Design right, ModelSettings settings) {
    return new Machine(
        space, left, right, settings, thresholds == null ? null : thresholds.fresh());
  }

  /** Whether all ratings are numbers that are equally noisy: what engines have sums for. */
  public boolean isCommon() {
    return left.noise == null && thresholds == null;
  }

  /** Makes the moments of all rows anew from those of the features. */
  public void refresh() {
    left.refresh();
    right.refresh();
  }

  /** Whether it is a point estimate, without variances. */
  public boolean isPoint() {
    return features.shape == Shape.POINT;
  }

  /**
   * The precision of the ratings that parameters are fitted with. That of a point estimate is 1: it
   * minimises the squared error plus lambda times the squared parameters.
   */
  public double likelihoodPrecision() {
    return unitLikelihood ? 1 : noisePrecision;
  }

  /** By what the precision of a user's ratings is larger than that of all. */
  public double noiseFactor(int user) {
    return left.noise == null ? 1 : left.noise.factor(user);
  }

  /**
   * How far a rating is taken to be from what was felt, squared, where users have a noise of their
   * own; else 0.
   */
  public double roundingVariance() {
    return left.noise == null ? 0 : ROUNDING_VARIANCE;
  }

  /** Puts how far the factors of users' precisions are spread at its optimum. Cost: O(users). */
  public void learnNoiseSpread(int[] userDegrees) {
    if (left.noise != null) {
      left.noise.learnShape(userDegrees);
    }
  }

  /**
   * Makes these factors 1 on average, unless the noise is fixed. Cost: O(users).
   *
   * @return by what they were divided, and the precision of all multiplied
   */
  public double balanceNoise(int[] userDegrees) {
    if (left.noise == null || fixedNoise > 0) {
      return 1;
    }
    double by = left.noise.balance(userDegrees, NOISE_RATE * noisePrecision);
    noisePrecision *= by;
    return by;
  }

  /** Takes a new estimate of the noise precision, unless it is fixed. */
  public void learnNoise(double precision) {
    noisePrecision = fixedNoise > 0 ? fixedNoise : precision;
  }

  /**
   * The log density of the precision that parameters are fitted with, up to a constant. One that is
   * given has none.
   */
  public double noiseLogHyperprior() {
    return unitLikelihood || fixedNoise > 0 ? 0 : -NOISE_RATE * noisePrecision;
  }

  /** The prediction of a pair of rows, standardised. */
  public double mean(int user, int item) {
    return biasMean + Side.mean(left, user, right, item);
  }

  /** How a row follows what is known of its feature: see {@link Posterior#userResponse}. */
  double[] response(Side side, int row) {
    Design design = side.design;
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      int feature = design.feature(entry);
      int group = prior.group(feature);
      Optional<PriorRegression> regression = prior.regression(group);
      if (regression.isPresent()) {
        double[] response = regression.get().response(prior, group, features, feature);
        side.toRow(row, feature, response);
        return response;
      }
    }
    return new double[0];
  }

  /** The epistemic variance of a pair of rows. */
  public double epistemicVariance(int user, int item) {
    return biasVariance
        + Gaussians.variance(left.rows, left.first + user, right.rows, right.first + item);
  }

  /**
   * Sets the parameters to their start: no slopes, small random factors that break the symmetry,
   * variances of the prior.
   */
  public void initialise(
      double bias, double priorPrecision, double spread, RandomGenerator random) {
    biasMean = bias;
    biasVariance = isPoint() ? 0 : 1 / Prior.BIAS_PRECISION;
    learnNoise(1);
    if (left.noise != null) {
      left.noise.initialise();
    }
    if (thresholds != null) {
      thresholds.initialise();
    }
    prior.initialise(priorPrecision);
    features.fillVariances(1 / priorPrecision);
    for (int at = 0; at < features.means.length; at++) {
      features.means[at] = at % width == 0 ? 0 : spread * random.nextGaussian();
    }
    refresh();
  }

  /** Copies all parameters into named arrays. */
  public void save(Map<String, NumericArray> arrays) {
    arrays.put("bias", NumericArray.of(new double[] {biasMean, biasVariance}, 2));
    arrays.put("noise-precision", NumericArray.of(new double[] {noisePrecision}, 1));
    arrays.put("feature-means", NumericArray.of(features.means.clone(), space.features(), width));
    arrays.put(
        "feature-covariances", NumericArray.of(features.covariances.clone(), shapeOfFeatures()));
    prior.save(arrays);
    if (left.noise != null) {
      left.noise.save(arrays);
    }
    if (thresholds != null) {
      thresholds.save(arrays);
    }
  }

  private int[] shapeOfFeatures() {
    int features = space.features();
    return switch (this.features.shape) {
      case POINT -> new int[] {features, 0};
      case DIAGONAL -> new int[] {features, width};
      case FULL -> new int[] {features, width, width};
    };
  }

  /**
   * Takes all parameters back and makes the rows anew from them.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  public void restore(ArrayArchive archive) {
    double[] bias = archive.doubles("bias", 2);
    double noise = archive.doubles("noise-precision", 1)[0];
    double[] means = archive.doubles("feature-means", space.features(), width);
    double[] covariances = archive.doubles("feature-covariances", shapeOfFeatures());
    double[] cuts = thresholds == null ? new double[0] : thresholds.read(archive);
    prior.restore(archive);
    if (left.noise != null) {
      left.noise.restore(archive);
    }
    if (thresholds != null) {
      thresholds.move(cuts);
    }
    biasMean = bias[0];
    biasVariance = bias[1];
    noisePrecision = noise;
    System.arraycopy(means, 0, features.means, 0, means.length);
    System.arraycopy(covariances, 0, features.covariances, 0, covariances.length);
    refresh();
  }
}
