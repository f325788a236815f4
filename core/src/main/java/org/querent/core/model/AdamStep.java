package org.querent.core.model;

import java.util.Arrays;
import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;

/**
 * Adam's moments of all parameters, and the step that moves them: the gradient of the batch plus
 * that of the prior. Every parameter moves in every step, as the prior pulls at every one.
 */
final class AdamStep {
  private static final double DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final Machine machine;
  private final double alpha;
  private final Workers workers;
  private final Moments means;
  private final Moments variances;

  /** Of the bias: of its mean, then of its variance. */
  private final Moments bias = new Moments(2);

  /** The prior per parameter: lambda A / N, its mean, and lambda / N. */
  private final double[] pulls;

  private final double[] centers;
  private final double[] entropies;
  private double biasPull;
  private double biasEntropy;
  private long count;

  /** First and second moments of a gradient. */
  private static final class Moments {
    final double[] first;
    final double[] second;

    Moments(int size) {
      first = new double[size];
      second = new double[size];
    }

    void clear() {
      Arrays.fill(first, 0);
      Arrays.fill(second, 0);
    }
  }

  AdamStep(Machine machine, double alpha, Workers workers) {
    this.machine = machine;
    this.alpha = alpha;
    this.workers = workers;
    Gaussians q = machine.features;
    means = new Moments(q.means.length);
    variances = new Moments(q.covariances.length);
    pulls = new double[q.means.length];
    centers = new double[q.means.length];
    entropies = new double[q.means.length];
  }

  /** Forgets all moments. */
  void restart() {
    means.clear();
    variances.clear();
    bias.clear();
    count = 0;
  }

  /** The steps taken. */
  long count() {
    return count;
  }

  /** All moments and the number of steps, copied. */
  Map<String, NumericArray> state() {
    return Map.of(
        "adam-steps", NumericArray.of(new long[] {count}, 1),
        "adam-means-first", copy(means.first),
        "adam-means-second", copy(means.second),
        "adam-variances-first", copy(variances.first),
        "adam-variances-second", copy(variances.second),
        "adam-bias-first", copy(bias.first),
        "adam-bias-second", copy(bias.second));
  }

  private static NumericArray copy(double[] moments) {
    return NumericArray.of(moments.clone(), moments.length);
  }

  /**
   * Goes on where a step of the same machine was.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  void restore(ArrayArchive archive) {
    count = archive.longs("adam-steps", 1)[0];
    restore(archive, "adam-means", means);
    restore(archive, "adam-variances", variances);
    restore(archive, "adam-bias", bias);
  }

  private static void restore(ArrayArchive archive, String name, Moments into) {
    int size = into.first.length;
    System.arraycopy(archive.doubles(name + "-first", size), 0, into.first, 0, size);
    System.arraycopy(archive.doubles(name + "-second", size), 0, into.second, 0, size);
  }

  /** Takes over the present prior, for a training set of so many ratings. */
  void usePrior(int ratings) {
    Prior prior = machine.prior;
    int width = machine.width;
    for (int feature = 0; feature < machine.features.rows; feature++) {
      int group = prior.group(feature);
      for (int a = 0; a < width; a++) {
        int at = feature * width + a;
        entropies[at] = prior.weight(a) / ratings;
        pulls[at] = entropies[at] * prior.precision(group, a, a);
        centers[at] = prior.means[group * width + a];
      }
    }
    biasEntropy = prior.biasWeight / ratings;
    biasPull = biasEntropy * prior.biasPrecision;
  }

  /** Moves all parameters against a gradient and sets it to zero. */
  void take(Gradient gradient) {
    count++;
    double size =
        alpha * Math.sqrt(1 - Math.pow(SQUARE_DECAY, count)) / (1 - Math.pow(DECAY, count));
    int rows = machine.features.rows;
    int width = machine.width;
    workers.run(
        rows,
        (chunk, from, to, worker) -> {
          moveMeans(from * width, to * width, gradient.means, size);
          if (!machine.isPoint()) {
            moveVariances(from * width, to * width, gradient.variances, size);
          }
        });
    moveBias(gradient, size);
  }

  // The two loops below run over consecutive numbers of all features: with the ratings of the
  // batch, they are an epoch's time. They are written to be vectorised.

  private void moveMeans(int from, int to, double[] gradient, double size) {
    double[] theta = machine.features.means;
    double[] first = means.first;
    double[] second = means.second;
    for (int at = from; at < to; at++) {
      double g = gradient[at] + pulls[at] * (theta[at] - centers[at]);
      double m = DECAY * first[at] + (1 - DECAY) * g;
      double v = SQUARE_DECAY * second[at] + (1 - SQUARE_DECAY) * g * g;
      first[at] = m;
      second[at] = v;
      theta[at] -= size * m / (Math.sqrt(v) + EPSILON);
      gradient[at] = 0;
    }
  }

  private void moveVariances(int from, int to, double[] gradient, double size) {
    double[] theta = machine.features.covariances;
    double[] first = variances.first;
    double[] second = variances.second;
    for (int at = from; at < to; at++) {
      double t = theta[at];
      double g = t * gradient[at] + 0.5 * (pulls[at] * t - entropies[at]);
      double m = DECAY * first[at] + (1 - DECAY) * g;
      double v = SQUARE_DECAY * second[at] + (1 - SQUARE_DECAY) * g * g;
      first[at] = m;
      second[at] = v;
      theta[at] = t * exp(-size * m / (Math.sqrt(v) + EPSILON));
      gradient[at] = 0;
    }
  }

  /**
   * The exponential of a step, which is small: its series, since a call would keep the loop from
   * being vectorised. Of even degree it is positive everywhere; up to 0.1 it is exact to 2e-11.
   */
  private static double exp(double d) {
    return 1
        + d * (1 + d * (1 / 2.0 + d * (1 / 6.0 + d * (1 / 24.0 + d * (1 / 120.0 + d / 720.0)))));
  }

  private void moveBias(Gradient gradient, double size) {
    machine.biasMean -= bias(0, gradient.biasMean + biasPull * machine.biasMean, size);
    gradient.biasMean = 0;
    if (!machine.isPoint()) {
      double t = machine.biasVariance;
      double g = t * gradient.biasVariance + 0.5 * (biasPull * t - biasEntropy);
      machine.biasVariance = t * exp(-bias(1, g, size));
      gradient.biasVariance = 0;
    }
  }

  private double bias(int at, double g, double size) {
    bias.first[at] = DECAY * bias.first[at] + (1 - DECAY) * g;
    bias.second[at] = SQUARE_DECAY * bias.second[at] + (1 - SQUARE_DECAY) * g * g;
    return size * bias.first[at] / (Math.sqrt(bias.second[at]) + EPSILON);
  }
}
