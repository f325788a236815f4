package org.querent.core.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.parallel.Workers;

/**
 * Machines sampled from a posterior, and what they predict together: the mean is the mean of their
 * predictions, the epistemic variance the variance among them.
 *
 * <p>Memory: 4 bytes per parameter of a user or item and sample. Mutable, owned by one model.
 */
public final class Samples implements Predictor {
  private final Machine machine;
  private final RatingUnit unit;
  private final Workers workers;
  private final List<Sample> samples = new ArrayList<>();

  /** Samples of a machine, none yet, whose lists are predicted by these workers. */
  public Samples(Machine machine, RatingUnit unit, Workers workers) {
    this.machine = machine;
    this.unit = unit;
    this.workers = workers;
  }

  /**
   * One machine: all features, and the (s, b) of the rows that they make; arrays are row-major.
   *
   * @param bias of all predictions
   * @param noisePrecision beta, of the standardised ratings
   * @param features slope and factors of each
   * @param users (s, b) of each user
   * @param items (s, b) of each item
   */
  public record Sample(
      double bias, double noisePrecision, float[] features, float[] users, float[] items) {}

  /** Forgets all samples. */
  public void clear() {
    samples.clear();
  }

  /** Adds the present parameters. */
  public void add(Machine drawn) {
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

  /** All samples in the order in which they were drawn; a live view. */
  public List<Sample> all() {
    return samples;
  }

  /** Puts all samples into named arrays. Samples never change, so they are aliased. */
  public void save(Map<String, NumericArray> arrays) {
    double[] biases = samples.stream().mapToDouble(Sample::bias).toArray();
    double[] noises = samples.stream().mapToDouble(Sample::noisePrecision).toArray();
    arrays.put("sample-biases", NumericArray.of(biases, biases.length));
    arrays.put("sample-noise-precisions", NumericArray.of(noises, noises.length));
    int width = machine.width;
    for (int n = 0; n < samples.size(); n++) {
      Sample sample = samples.get(n);
      arrays.put(
          name(n, "features"), NumericArray.of(sample.features, machine.space.features(), width));
      saveRows(arrays, name(n, "users"), sample.users, machine.left);
      saveRows(arrays, name(n, "items"), sample.items, machine.right);
    }
  }

  /** An array per sample: all of them in one could be longer than an array can be. */
  private static String name(int sample, String part) {
    return String.format(Locale.ROOT, "sample-%06d-%s", sample, part);
  }

  private void saveRows(Map<String, NumericArray> arrays, String name, float[] rows, Side side) {
    if (!side.isAlias()) {
      arrays.put(name, NumericArray.of(rows, side.size(), machine.width));
    }
  }

  /**
   * Takes all samples back.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  public void restore(ArrayArchive archive) {
    samples.clear();
    int count = archive.shape("sample-biases")[0];
    double[] biases = archive.doubles("sample-biases", count);
    double[] noises = archive.doubles("sample-noise-precisions", count);
    for (int n = 0; n < count; n++) {
      float[] features =
          archive.floats(name(n, "features"), machine.space.features(), machine.width);
      samples.add(
          new Sample(
              biases[n],
              noises[n],
              features,
              restoreRows(archive, name(n, "users"), features, machine.left),
              restoreRows(archive, name(n, "items"), features, machine.right)));
    }
  }

  /** Where a row is a feature, its numbers are those of the feature. */
  private float[] restoreRows(ArrayArchive archive, String name, float[] features, Side side) {
    int width = machine.width;
    return side.isAlias()
        ? Arrays.copyOfRange(features, side.first * width, (side.first + side.size()) * width)
        : archive.floats(name, side.size(), width);
  }

  private void requireSamples() {
    if (samples.isEmpty()) {
      throw new IllegalStateException("no sample has been drawn after the burn-in");
    }
  }

  /** The rating that one of the samples predicts. */
  public double predict(Sample sample, int user, int item) {
    return unit.rating(standardised(sample, user, item));
  }

  private double standardised(Sample sample, int user, int item) {
    int width = machine.width;
    int a = user * width;
    int b = item * width;
    double prediction = sample.bias + sample.users[a] + sample.items[b];
    for (int f = 1; f < width; f++) {
      prediction += sample.users[a + f] * sample.items[b + f];
    }
    return prediction;
  }

  /** The moments of the samples' predictions of a pair. */
  private record Moments(double mean, double variance) {}

  /**
   * In one pass, by the differences from the first prediction: they are no larger than the samples'
   * spread, so the squares of what they sum up to take nothing off their digits.
   */
  private Moments moments(int user, int item) {
    requireSamples();
    double first = standardised(samples.get(0), user, item);
    double sum = 0;
    double squares = 0;
    for (Sample sample : samples) {
      double difference = standardised(sample, user, item) - first;
      sum += difference;
      squares += difference * difference;
    }
    double mean = sum / samples.size();
    double spread = Math.max(0, squares - sum * mean);
    double variance = spread / Math.max(1, samples.size() - 1);
    return new Moments(unit.rating(first + mean), unit.variance(variance));
  }

  @Override
  public double mean(int user, int item) {
    return moments(user, item).mean;
  }

  @Override
  public double epistemicVariance(int user, int item) {
    return moments(user, item).variance;
  }

  @Override
  public double noiseVariance() {
    requireSamples();
    double sum = 0;
    for (Sample sample : samples) {
      sum += 1 / sample.noisePrecision;
    }
    return unit.variance(sum / samples.size());
  }

  @Override
  public void predict(int[] users, int[] items, double[] means, double[] variances) {
    Posterior.requirePairs(users, items, means, variances);
    workers.run(
        users.length,
        (chunk, from, to, worker) -> {
          for (int n = from; n < to; n++) {
            Moments moments = moments(users[n], items[n]);
            means[n] = moments.mean;
            variances[n] = moments.variance;
          }
        });
  }
}
