package org.querent.core.posterior;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.posterior.Gaussians.Shape;
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

  /** A machine whose parameters are all zero. */
  public Machine(FeatureSpace space, Design left, Design right, ModelSettings settings) {
    this.space = space;
    this.width = settings.effectiveFactors() + 1;
    this.prior = new Prior(space, width, settings);
    this.unitLikelihood = settings.type() == ModelType.FM;
    this.fixedNoise = settings.noisePrecision();
    effective = new double[unitLikelihood && fixedNoise == 0 ? space.features() : 0];
    features = new Gaussians(space.features(), width, Shape.of(settings));
    boolean plain = left.isIdentity() && right.isIdentity();
    boolean byUser = settings.noise() == RatingNoise.BY_USER;
    this.left =
        new Side(left, features, plain, byUser ? new RowNoise("user-noise", left.rows()) : null);
    this.right = new Side(right, features, plain, null);
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
        + switch (left.rows.shape) {
          case POINT -> 0;
          case DIAGONAL -> diagonalVariance(left.first + user, right.first + item);
          case FULL -> fullVariance(left.first + user, right.first + item);
        };
  }

  private double diagonalVariance(int user, int item) {
    double[] mu = left.rows.means;
    double[] mi = right.rows.means;
    double[] tu = left.rows.covariances;
    double[] ti = right.rows.covariances;
    double variance = tu[user * width] + ti[item * width];
    for (int f = 1, a = user * width + 1, b = item * width + 1; f < width; f++, a++, b++) {
      variance += tu[a] * (ti[b] + mi[b] * mi[b]) + ti[b] * mu[a] * mu[a];
    }
    return variance;
  }

  /** With z = (1, mu): z_i^T S_u z_i + z_u^T S_i z_u + the trace of the factors' S_u S_i. */
  private double fullVariance(int user, int item) {
    double[] mu = left.rows.means;
    double[] mi = right.rows.means;
    double[] su = left.rows.covariances;
    double[] si = right.rows.covariances;
    int u = user * width;
    int i = item * width;
    int blockU = u * width;
    int blockI = i * width;
    double variance = su[blockU] + si[blockI];
    for (int a = 1; a < width; a++) {
      int rowU = blockU + a * width;
      int rowI = blockI + a * width;
      double sumU = 2 * su[rowU];
      double sumI = 2 * si[rowI];
      for (int b = 1; b < width; b++) {
        sumU += su[rowU + b] * mi[i + b];
        sumI += si[rowI + b] * mu[u + b];
        variance += su[rowU + b] * si[rowI + b];
      }
      variance += mi[i + a] * sumU + mu[u + a] * sumI;
    }
    return variance;
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
    prior.restore(archive);
    if (left.noise != null) {
      left.noise.restore(archive);
    }
    biasMean = bias[0];
    biasVariance = bias[1];
    noisePrecision = noise;
    System.arraycopy(means, 0, features.means, 0, means.length);
    System.arraycopy(covariances, 0, features.covariances, 0, covariances.length);
    refresh();
  }
}
