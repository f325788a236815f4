package org.querent.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Machines sampled from a posterior, and what they predict together: the mean is the mean of their
 * predictions, the epistemic variance the variance among them.
 *
 * <p>Memory: 4 bytes per parameter of a user or item and sample. Mutable, owned by one model.
 */
final class Samples implements Predictor {
  private final Machine machine;
  private final List<Sample> samples = new ArrayList<>();

  Samples(Machine machine) {
    this.machine = machine;
  }

  /** One machine: all features, and the (s, b) of the rows that they make. */
  record Sample(
      double bias, double noisePrecision, float[] features, float[] users, float[] items) {}

  void clear() {
    samples.clear();
  }

  /** Adds the present parameters. */
  void add(Machine drawn) {
    samples.add(
        new Sample(
            drawn.biasMean,
            drawn.noisePrecision,
            floats(drawn.features.means, 0, drawn.features.means.length),
            rows(drawn.left),
            rows(drawn.right)));
  }

  private static float[] rows(Side side) {
    int width = side.rows.width;
    return floats(side.rows.means, side.first * width, side.size() * width);
  }

  private static float[] floats(double[] values, int from, int length) {
    float[] floats = new float[length];
    for (int n = 0; n < length; n++) {
      floats[n] = (float) values[from + n];
    }
    return floats;
  }

  List<Sample> all() {
    return samples;
  }

  private void requireSamples() {
    if (samples.isEmpty()) {
      throw new IllegalStateException("no sample has been drawn after the burn-in");
    }
  }

  private double predict(Sample sample, int user, int item) {
    int width = machine.width;
    int a = user * width;
    int b = item * width;
    double prediction = sample.bias + sample.users[a] + sample.items[b];
    for (int f = 1; f < width; f++) {
      prediction += sample.users[a + f] * sample.items[b + f];
    }
    return prediction;
  }

  @Override
  public double mean(int user, int item) {
    requireSamples();
    double sum = 0;
    for (Sample sample : samples) {
      sum += predict(sample, user, item);
    }
    return sum / samples.size();
  }

  @Override
  public double epistemicVariance(int user, int item) {
    double mean = mean(user, item);
    double squares = 0;
    for (Sample sample : samples) {
      double deviation = predict(sample, user, item) - mean;
      squares += deviation * deviation;
    }
    return squares / Math.max(1, samples.size() - 1);
  }

  @Override
  public double noiseVariance() {
    requireSamples();
    double sum = 0;
    for (Sample sample : samples) {
      sum += 1 / sample.noisePrecision;
    }
    return sum / samples.size();
  }

  @Override
  public void predict(int[] users, int[] items, double[] means, double[] variances) {
    for (int n = 0; n < users.length; n++) {
      means[n] = mean(users[n], items[n]);
      variances[n] = epistemicVariance(users[n], items[n]);
    }
  }
}
