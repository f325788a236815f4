package org.querent.core.posterior;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.features.Covariates;
import org.querent.core.features.FeatureSpace;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.PriorScale;

/**
 * The prior of a machine's features as it stands: per group a mean vector and a precision, a number
 * per parameter or a matrix, of the shape of the posterior.
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
  public static final double RATE = 0.5;

  private final FeatureSpace space;

  /** Which features share a mean and a precision. */
  public final Grouping grouping;

  /** How the precisions are found. */
  public final PriorScale scale;

  /** Whether a precision is a number per parameter or a matrix. */
  public final Shape shape;

  /** The number of parameters of a feature: its slope and its factors. */
  public final int width;

  /** Numbers of precision per group. */
  public final int block;

  /** The precision of the bias, whose mean is 0. */
  public final double biasPrecision;

  /** lambda0, the weight of the bias' divergence. */
  public final double biasWeight;

  /** lambda1, the weight of the divergences of slopes. */
  public final double slopeWeight;

  /** lambda2, the weight of the divergences of factors. */
  public final double factorWeight;

  /** Per group and parameter. */
  public final double[] means;

  /** What is not known about the group means; zero unless hierarchical. */
  public final double[] meanVariances;

  /** s_g^-2, per group and parameter; only if hierarchical. */
  public final double[] groupPrecisions;

  /** Per group {@code block} numbers. */
  public final double[] precisions;

  /** Per group; null where its features have one prior mean. */
  private final @Nullable PriorRegression[] regressions;

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
    regressions = new @Nullable PriorRegression[groups()];
    for (int field = 0; field < space.fields(); field++) {
      Covariates known = space.covariates(field);
      if (known.width() > 0) {
        settings.requireRegression();
        regressions[field] = new PriorRegression(known, width);
      }
    }
  }

  /** The number of groups. */
  public int groups() {
    return grouping == Grouping.GLOBAL ? 1 : space.fields();
  }

  /** The group of a feature. */
  public int group(int feature) {
    return grouping == Grouping.GLOBAL ? 0 : space.fieldOf(feature);
  }

  /**
   * The weight of the divergence of parameter a: lambda1 of the slope, 0, and lambda2 of factors.
   */
  public double weight(int a) {
    return a == 0 ? slopeWeight : factorWeight;
  }

  /** On what the prior means of a group's features are regressed, if they are. */
  public Optional<PriorRegression> regression(int group) {
    return Optional.ofNullable(regressions[group]);
  }

  /**
   * Writes the expected prior mean of a feature. Cost: O(k), times the numbers that are known of
   * it.
   *
   * @param group that of the feature
   */
  public void copyMean(int group, int feature, double[] into) {
    System.arraycopy(means, group * width, into, 0, width);
    PriorRegression regression = regressions[group];
    if (regression != null) {
      regression.addTo(feature - start(group), into);
    }
  }

  /** The numbers that are known of a feature, on which its prior mean is regressed; a copy. */
  public double[] known(int feature) {
    int group = group(feature);
    PriorRegression regression = regressions[group];
    return regression == null ? new double[0] : regression.known(feature - start(group));
  }

  /** Takes other numbers of a feature; nothing where its prior mean is not regressed. */
  public void know(int feature, double[] numbers) {
    int group = group(feature);
    PriorRegression regression = regressions[group];
    if (regression != null) {
      regression.know(feature - start(group), numbers);
    }
  }

  /** What is not known about a feature's prior mean, as a part of the prior's covariance. */
  public double unknown(int group, int feature) {
    PriorRegression regression = regressions[group];
    return regression == null ? 0 : regression.unknown(feature - start(group));
  }

  /** The entry (a, b) of the precision of a group. */
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
      regression(group).ifPresent(PriorRegression::initialise);
      for (int a = 0; a < width; a++) {
        setPrecision(group, a, precision);
      }
    }
  }

  /** Sets the precision of one parameter of a group. */
  public void setPrecision(int group, int a, double precision) {
    precisions[group * block + (shape == Shape.FULL ? a * (width + 1) : a)] = precision;
  }

  /** The first feature of a group. */
  public int start(int group) {
    return grouping == Grouping.GLOBAL ? 0 : space.start(group);
  }

  /** One past the last feature of a group. */
  public int end(int group) {
    return grouping == Grouping.GLOBAL ? space.features() : space.end(group);
  }

  /** The coefficients of all regressions, one group after the other; a copy. */
  double[] coefficients() {
    return Arrays.stream(regressions)
        .filter(Objects::nonNull)
        .flatMapToDouble(it -> Arrays.stream(it.coefficients))
        .toArray();
  }

  /** Sets q of the features without examples to the prior: they fall back on their group. */
  public void applyToUnseen(Gaussians q, int[] degrees) {
    for (int group = 0; group < groups(); group++) {
      int first = -1;
      for (int feature = start(group); feature < end(group); feature++) {
        if (degrees[feature] > 0) {
          continue;
        }
        if (first < 0 || regressions[group] != null) {
          first = feature;
          apply(group, feature, q);
        } else {
          q.copy(first, feature);
        }
      }
    }
  }

  private void apply(int group, int feature, Gaussians q) {
    double[] mean = new double[width];
    copyMean(group, feature, mean);
    System.arraycopy(mean, 0, q.means, feature * width, width);
    double spread = 1 + unknown(group, feature);
    int at = feature * q.block;
    switch (q.shape) {
      case POINT -> {}
      case DIAGONAL -> {
        for (int a = 0; a < width; a++) {
          q.covariances[at + a] =
              spread / precisions[group * width + a] + meanVariances[group * width + a];
        }
      }
      case FULL -> {
        double[] factor = Arrays.copyOfRange(precisions, group * block, (group + 1) * block);
        Cholesky.factor(factor, 0, width);
        Cholesky.invert(factor, 0, width, q.covariances, at);
        for (int n = at; n < at + block; n++) {
          q.covariances[n] *= spread;
        }
        for (int a = 0; a < width; a++) {
          q.covariances[at + a * (width + 1)] += meanVariances[group * width + a];
        }
      }
    }
  }

  /** Copies means and precisions of all groups into named arrays. */
  void save(Map<String, NumericArray> arrays) {
    int groups = groups();
    arrays.put("prior-means", NumericArray.of(means.clone(), groups, width));
    arrays.put("prior-mean-variances", NumericArray.of(meanVariances.clone(), groups, width));
    arrays.put("prior-group-precisions", NumericArray.of(groupPrecisions.clone(), groups, width));
    arrays.put("prior-precisions", NumericArray.of(precisions.clone(), shapeOfPrecisions()));
    for (int group = 0; group < groups; group++) {
      PriorRegression regression = regressions[group];
      if (regression != null) {
        regression.save("prior-" + group + "-", arrays);
      }
    }
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
    for (int group = 0; group < groups; group++) {
      PriorRegression regression = regressions[group];
      if (regression != null) {
        regression.restore("prior-" + group + "-", archive);
      }
    }
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
