package org.querent.core.posterior;

import java.util.Arrays;
import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.features.FeatureSpace;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.PriorScale;

/**
 * The prior of a machine's features: per group a mean vector and a precision, a number per
 * parameter or a matrix, of the shape of the posterior.
 *
 * <p>With {@link PriorScale#ESTIMATED} a precision A has the hyperprior exp(-{@link #RATE} trace
 * A), which keeps it finite where a field explains nothing. With {@link PriorScale#HIERARCHICAL}
 * precisions are s_d^-2 and the group means are Gaussian around zero with scale s_g; both scales
 * have the density exp(-s).
 *
 * <p>The weights lambda multiply the divergences of bias, slopes and factors from this prior in the
 * evidence lower bound: 1 is Bayes' rule.
 */
public final class Prior {
  /** Precision of the bias' prior N(0, 1 / 0.01): weak, but proper. */
  public static final double BIAS_PRECISION = 0.01;

  /** Rate of the hyperprior of every precision. */
  static final double RATE = 0.5;

  /** Below, what is left of a parameter is lost to rounding beside the others. */
  private static final double SMALLEST_SCALE = 1e-7;

  private final FeatureSpace space;
  private final Grouping grouping;
  private final PriorScale scale;
  private final Shape shape;
  private final int width;

  /** Numbers of precision per group. */
  private final int block;

  public final double biasPrecision;
  public final double biasWeight;
  final double slopeWeight;
  public final double factorWeight;

  /** Per group and parameter. */
  public final double[] means;

  /** What is not known about the group means; zero unless hierarchical. */
  final double[] meanVariances;

  /** s_g^-2, per group and parameter; only if hierarchical. */
  final double[] groupPrecisions;

  /** Per group {@code block} numbers. */
  public final double[] precisions;

  Prior(FeatureSpace space, int width, ModelSettings settings) {
    this.space = space;
    grouping = settings.grouping();
    scale = settings.priorScale();
    shape = Shape.ofPrior(settings);
    this.width = width;
    block = shape == Shape.FULL ? width * width : width;
    biasPrecision = settings.type() == ModelType.FM ? 1 : BIAS_PRECISION;
    biasWeight = settings.lambda0();
    slopeWeight = settings.lambda1();
    factorWeight = settings.lambda2();
    means = new double[groups() * width];
    meanVariances = new double[means.length];
    groupPrecisions = new double[means.length];
    precisions = new double[groups() * block];
  }

  public int groups() {
    return grouping == Grouping.GLOBAL ? 1 : space.fields();
  }

  public int group(int feature) {
    return grouping == Grouping.GLOBAL ? 0 : space.fieldOf(feature);
  }

  public double weight(int a) {
    return a == 0 ? slopeWeight : factorWeight;
  }

  public double precision(int group, int a, int b) {
    if (shape == Shape.FULL) {
      return precisions[(group * width + a) * width + b];
    }
    return a == b ? precisions[group * width + a] : 0;
  }

  void initialise(double precision) {
    Arrays.fill(means, 0);
    Arrays.fill(meanVariances, 0);
    Arrays.fill(groupPrecisions, 1);
    Arrays.fill(precisions, 0);
    for (int group = 0; group < groups(); group++) {
      for (int a = 0; a < width; a++) {
        setPrecision(group, a, precision);
      }
    }
  }

  private void setPrecision(int group, int a, double precision) {
    precisions[group * block + (shape == Shape.FULL ? a * (width + 1) : a)] = precision;
  }

  /**
   * Moves the prior to its optimum given q. Features without examples have q equal to the prior and
   * no say in it. Cost: O(k), or O(k^3) if covariances are full.
   *
   * @param seen the sums over the posteriors of all features with examples
   */
  public void estimate(PriorSums seen) {
    for (int group = 0; group < groups(); group++) {
      if (seen.counts[group] > 0) {
        estimate(group, seen);
      }
    }
  }

  private void estimate(int group, PriorSums seen) {
    if (grouping != Grouping.NONE) {
      estimateMean(group, seen);
    }
    if (scale == PriorScale.ESTIMATED && shape == Shape.FULL) {
      estimateMatrix(group, seen);
    } else if (scale != PriorScale.FIXED) {
      estimatePrecisions(group, seen);
    }
  }

  private void estimateMean(int group, PriorSums seen) {
    int count = seen.counts[group];
    for (int a = 0; a < width; a++) {
      int at = group * width + a;
      if (scale != PriorScale.HIERARCHICAL) {
        means[at] = seen.means[at] / count;
        continue;
      }
      double precision = precision(group, a, a);
      double total = groupPrecisions[at] + count * precision;
      means[at] = precision * seen.means[at] / total;
      meanVariances[at] = 1 / total;
      double spread = means[at] * means[at] + meanVariances[at];
      groupPrecisions[at] = Math.pow(scaleOf(1, spread), -2);
    }
  }

  /** The maximum of count ln|A|/2 - trace(A spread)/2 - RATE trace A over matrices A. */
  private void estimateMatrix(int group, PriorSums seen) {
    double[] spread = new double[width * width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        spread[a * width + b] = seen.spread(group, a, b, means) + (a == b ? 2 * RATE : 0);
      }
    }
    Cholesky.factor(spread, 0, width);
    Cholesky.invert(spread, 0, width, precisions, group * block);
    for (int n = 0; n < block; n++) {
      precisions[group * block + n] *= seen.counts[group];
    }
  }

  private void estimatePrecisions(int group, PriorSums seen) {
    int count = seen.counts[group];
    for (int a = 0; a < width; a++) {
      double unknown = count * meanVariances[group * width + a];
      double spread = seen.spread(group, a, a, means) + unknown;
      setPrecision(
          group,
          a,
          scale == PriorScale.ESTIMATED
              ? count / (spread + 2 * RATE)
              : Math.pow(scaleOf(count, spread), -2));
    }
  }

  /** The first feature of a group. */
  public int start(int group) {
    return grouping == Grouping.GLOBAL ? 0 : space.start(group);
  }

  public int end(int group) {
    return grouping == Grouping.GLOBAL ? space.features() : space.end(group);
  }

  /**
   * The maximum over s of -count ln s - spread / (2 s^2) - s: s^3 + count s^2 = spread. The density
   * of a scale is highest at 0, which is kept out of reach.
   */
  static double scaleOf(int count, double spread) {
    double s = Math.sqrt(spread / count);
    // Newton from above on a convex, rising function: it falls to the root and stops there.
    for (int step = 0; step < 100; step++) {
      double next = s - (s * s * (s + count) - spread) / (s * (3 * s + 2 * count));
      if (!(next < s)) {
        break;
      }
      s = next;
    }
    return Math.max(SMALLEST_SCALE, s);
  }

  /**
   * Whether a mean differs from another prior's by more than a tolerance, in its own unit, or a
   * precision by more than that part of itself.
   */
  public boolean isFarFrom(double[] otherMeans, double[] otherPrecisions, double tolerance) {
    for (int at = 0; at < means.length; at++) {
      if (Math.abs(means[at] - otherMeans[at]) > tolerance) {
        return true;
      }
    }
    int step = shape == Shape.FULL ? width + 1 : 1;
    for (int group = 0; group < groups(); group++) {
      for (int a = 0; a < width; a++) {
        int at = group * block + a * step;
        if (Math.abs(precisions[at] - otherPrecisions[at]) > tolerance * precisions[at]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Sets q of the features without examples to the prior: they fall back on their group. */
  public void applyToUnseen(Gaussians q, int[] degrees) {
    for (int group = 0; group < groups(); group++) {
      int first = -1;
      for (int feature = start(group); feature < end(group); feature++) {
        if (degrees[feature] > 0) {
          continue;
        }
        if (first < 0) {
          first = feature;
          apply(group, feature, q);
        } else {
          q.copy(first, feature);
        }
      }
    }
  }

  private void apply(int group, int feature, Gaussians q) {
    System.arraycopy(means, group * width, q.means, feature * width, width);
    int at = feature * q.block;
    switch (q.shape) {
      case POINT -> {}
      case DIAGONAL -> {
        for (int a = 0; a < width; a++) {
          q.covariances[at + a] =
              1 / precisions[group * width + a] + meanVariances[group * width + a];
        }
      }
      case FULL -> {
        double[] factor = Arrays.copyOfRange(precisions, group * block, (group + 1) * block);
        Cholesky.factor(factor, 0, width);
        Cholesky.invert(factor, 0, width, q.covariances, at);
        for (int a = 0; a < width; a++) {
          q.covariances[at + a * (width + 1)] += meanVariances[group * width + a];
        }
      }
    }
  }

  /**
   * The weighted divergence of q from this prior, in nats; of a machine without variances half the
   * weighted squares.
   */
  public double divergence(Machine machine, int[] degrees) {
    double sum = biasWeight * divergence(machine.biasMean, machine.biasVariance, 0, biasPrecision);
    Gaussians q = machine.features;
    for (int group = 0; group < groups(); group++) {
      double[] scratch = new double[block];
      double logDeterminant = logDeterminant(group, scratch);
      for (int feature = start(group); feature < end(group); feature++) {
        if (degrees[feature] > 0) {
          sum +=
              shape == Shape.FULL
                  ? factorWeight * blockDivergence(group, feature, q, logDeterminant, scratch)
                  : diagonalDivergence(group, feature, q);
        }
      }
      if (scale == PriorScale.HIERARCHICAL) {
        sum += groupDivergence(group);
      }
    }
    return sum;
  }

  private double logDeterminant(int group, double[] scratch) {
    if (shape != Shape.FULL) {
      return 0;
    }
    System.arraycopy(precisions, group * block, scratch, 0, block);
    Cholesky.factor(scratch, 0, width);
    return Cholesky.logDeterminant(scratch, 0, width);
  }

  private double groupDivergence(int group) {
    double sum = 0;
    for (int a = 0; a < width; a++) {
      int at = group * width + a;
      // A group that no example has touched is as its own prior says.
      if (meanVariances[at] > 0) {
        sum += weight(a) * divergence(means[at], meanVariances[at], 0, groupPrecisions[at]);
      }
    }
    return sum;
  }

  private double diagonalDivergence(int group, int feature, Gaussians q) {
    double sum = 0;
    for (int a = 0; a < width; a++) {
      double precision = precisions[group * width + a];
      double mean = q.means[feature * width + a];
      double unknown = 0.5 * precision * meanVariances[group * width + a];
      double variance = q.covariance(feature, a, a);
      sum +=
          weight(a) * (divergence(mean, variance, means[group * width + a], precision) + unknown);
    }
    return sum;
  }

  private double blockDivergence(
      int group, int feature, Gaussians q, double logDeterminant, double[] scratch) {
    System.arraycopy(q.covariances, feature * block, scratch, 0, block);
    Cholesky.factor(scratch, 0, width);
    double logRatio = logDeterminant + Cholesky.logDeterminant(scratch, 0, width);
    double expectedSquare = 0;
    for (int a = 0; a < width; a++) {
      double deviation = q.means[feature * width + a] - means[group * width + a];
      for (int b = 0; b < width; b++) {
        double other = q.means[feature * width + b] - means[group * width + b];
        double second = deviation * other + q.covariance(feature, a, b);
        second += a == b ? meanVariances[group * width + a] : 0;
        expectedSquare += precisions[(group * width + a) * width + b] * second;
      }
    }
    return 0.5 * (expectedSquare - width - logRatio);
  }

  /** Of N(mean, variance) from N(prior, 1 / precision); without variance, half the square alone. */
  public static double divergence(double mean, double variance, double prior, double precision) {
    double deviation = mean - prior;
    double square = precision * deviation * deviation;
    if (variance == 0) {
      return 0.5 * square;
    }
    double ratio = precision * variance;
    return 0.5 * (square + ratio - 1 - Math.log(ratio));
  }

  /** The logarithm of the density of precisions or scales, up to a constant. */
  public double logHyperprior() {
    double sum = 0;
    for (int group = 0; group < groups(); group++) {
      for (int a = 0; a < width; a++) {
        double precision = precision(group, a, a);
        sum -=
            weight(a)
                * switch (scale) {
                  case FIXED -> 0;
                  case ESTIMATED -> RATE * precision;
                  case HIERARCHICAL ->
                      1 / Math.sqrt(precision) + 1 / Math.sqrt(groupPrecisions[group * width + a]);
                };
      }
    }
    return sum;
  }

  /** Copies means and precisions of all groups into named arrays. */
  void save(Map<String, NumericArray> arrays) {
    int groups = groups();
    arrays.put("prior-means", NumericArray.of(means.clone(), groups, width));
    arrays.put("prior-mean-variances", NumericArray.of(meanVariances.clone(), groups, width));
    arrays.put("prior-group-precisions", NumericArray.of(groupPrecisions.clone(), groups, width));
    arrays.put("prior-precisions", NumericArray.of(precisions.clone(), shapeOfPrecisions()));
  }

  private int[] shapeOfPrecisions() {
    return shape == Shape.FULL ? new int[] {groups(), width, width} : new int[] {groups(), width};
  }

  /**
   * Takes means and precisions of all groups back.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  void restore(ArrayArchive archive) {
    int groups = groups();
    copy(archive.doubles("prior-means", groups, width), means);
    copy(archive.doubles("prior-mean-variances", groups, width), meanVariances);
    copy(archive.doubles("prior-group-precisions", groups, width), groupPrecisions);
    copy(archive.doubles("prior-precisions", shapeOfPrecisions()), precisions);
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
