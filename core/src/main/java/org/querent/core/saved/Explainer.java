package org.querent.core.saved;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.querent.core.features.Design;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.Samples;
import org.querent.core.posterior.Samples.Sample;
import org.querent.core.saved.Explanation.Part;
import org.querent.core.saved.Explanation.Parts;

/**
 * Takes one prediction apart. With c_j the sum of x_l mu_l over the other active features, its
 * variance is, beside that of the bias,
 *
 * <pre>
 *   sum_j x_j^2 (1, c_j)^T S_j (1, c_j) + sum_{j &lt; l} x_j^2 x_l^2 tr(S_j S_l)
 * </pre>
 *
 * of which slopes have x_j^2 S_ww, and pairs what depends on their two features alone. What is left
 * of the first sum are covariances of parts that share feature j. Cost: O(n^2 k) for n active
 * features, times k if covariances are full, times the samples of a sampled model. Used once.
 */
final class Explainer {
  private final Machine machine;
  private final RatingUnit unit;
  private final ModelNames names;
  private final int[] features;
  private final double[] values;
  private final int largest;
  private final String user;

  Explainer(
      Machine machine,
      RatingUnit unit,
      ModelNames names,
      int userRow,
      int itemRow,
      int largest,
      String user) {
    this.machine = machine;
    this.unit = unit;
    this.names = names;
    this.largest = largest;
    this.user = user;
    Design left = machine.left.design;
    Design right = machine.right.design;
    int ofUser = left.rowStart(userRow + 1) - left.rowStart(userRow);
    int ofItem = right.rowStart(itemRow + 1) - right.rowStart(itemRow);
    features = new int[ofUser + ofItem];
    values = new double[features.length];
    load(left, userRow, 0);
    load(right, itemRow, ofUser);
  }

  private void load(Design design, int row, int at) {
    int start = design.rowStart(row);
    for (int entry = start; entry < design.rowStart(row + 1); entry++) {
      features[at + entry - start] = design.feature(entry);
      values[at + entry - start] = design.value(entry);
    }
  }

  private String label(int n) {
    int field = machine.space.fieldOf(features[n]);
    return names.fields().get(field).name().equals("user")
        ? user
        : names.label(field, features[n] - machine.space.start(field));
  }

  private String pair(int n, int m) {
    return label(n) + " x " + label(m);
  }

  /** Keeps the largest parts and sums the others up; names are made only of what is kept. */
  private final class Collector {
    private record Kept(double value, int order, Supplier<String> name) {}

    private final PriorityQueue<Kept> kept =
        new PriorityQueue<>(
            Comparator.comparingDouble((Kept part) -> Math.abs(part.value()))
                .thenComparing(Kept::order, Comparator.reverseOrder()));
    private int count;
    private double others;

    void add(double value, Supplier<String> name) {
      kept.add(new Kept(value, count++, name));
      if (kept.size() > largest) {
        others += kept.poll().value();
      }
    }

    Parts parts() {
      List<Part> parts = new ArrayList<>();
      while (!kept.isEmpty()) {
        Kept part = kept.poll();
        parts.add(0, new Part(part.name().get(), part.value()));
      }
      return new Parts(List.copyOf(parts), count - parts.size(), others);
    }
  }

  Explanation ofPosterior() {
    Collector means = new Collector();
    Collector variances = new Collector();
    means.add(unit.rating(machine.biasMean), () -> "bias");
    variances.add(unit.variance(machine.biasVariance), () -> "bias");
    for (int n = 0; n < features.length; n++) {
      int j = n;
      double x = values[j];
      double slope = x * machine.features.means[features[j] * machine.width];
      means.add(unit.difference(slope), () -> label(j));
      double slopeVariance = x * x * machine.features.covariance(features[j], 0, 0);
      variances.add(unit.variance(slopeVariance), () -> label(j));
      for (int m = 0; m < n; m++) {
        int l = m;
        means.add(unit.difference(x * values[l] * inner(j, l)), () -> pair(l, j));
        variances.add(unit.variance(pairVariance(j, l)), () -> pair(l, j));
      }
      variances.add(unit.variance(shared(j)), () -> "covariance through " + label(j));
    }
    return new Explanation(means.parts(), variances.parts());
  }

  private double inner(int j, int l) {
    int width = machine.width;
    double[] means = machine.features.means;
    double sum = 0;
    for (int f = 1; f < width; f++) {
      sum += means[features[j] * width + f] * means[features[l] * width + f];
    }
    return sum;
  }

  private double pairVariance(int j, int l) {
    double product = values[j] * values[l];
    double sum = 0;
    for (int a = 1; a < machine.width; a++) {
      for (int b = 1; b < machine.width; b++) {
        sum +=
            machine.features.covariance(features[j], a, b)
                * machine.features.covariance(features[l], a, b);
      }
    }
    return product * product * (sum + quadratic(j, mean(l)) + quadratic(l, mean(j)));
  }

  /** The mean factors of an active feature; the slope's place is left empty. */
  private double[] mean(int n) {
    int from = features[n] * machine.width;
    double[] mean = Arrays.copyOfRange(machine.features.means, from, from + machine.width);
    mean[0] = 0;
    return mean;
  }

  /** z^T S z of an active feature. */
  private double quadratic(int n, double[] z) {
    double sum = 0;
    for (int a = 0; a < z.length; a++) {
      for (int b = 0; b < z.length; b++) {
        sum += z[a] * z[b] * machine.features.covariance(features[n], a, b);
      }
    }
    return sum;
  }

  /** The covariances of the slope and the pairs of a feature, all of which move with it. */
  private double shared(int j) {
    double[] z = new double[machine.width];
    double own = machine.features.covariance(features[j], 0, 0);
    for (int l = 0; l < features.length; l++) {
      if (l != j) {
        double[] mean = mean(l);
        own += values[l] * values[l] * quadratic(j, mean);
        for (int a = 1; a < z.length; a++) {
          z[a] += values[l] * mean[a];
        }
      }
    }
    z[0] = 1;
    return values[j] * values[j] * (quadratic(j, z) - own);
  }

  Explanation ofSamples(Samples samples) {
    Collector means = new Collector();
    Collector variances = new Collector();
    List<Sample> all = samples.all();
    double[] totals = new double[all.size()];
    double[] own = {0};
    PartOfSamples part =
        (drawn, name) -> {
          double mean = Arrays.stream(drawn).sum() / drawn.length;
          double variance = variance(drawn);
          for (int s = 0; s < drawn.length; s++) {
            totals[s] += drawn[s];
          }
          own[0] += variance;
          means.add(mean, name);
          variances.add(variance, name);
        };
    part.add(all.stream().mapToDouble(it -> unit.rating(it.bias())).toArray(), () -> "bias");
    for (int n = 0; n < features.length; n++) {
      int j = n;
      part.add(
          all.stream()
              .mapToDouble(
                  it -> unit.difference(values[j] * it.features()[features[j] * machine.width]))
              .toArray(),
          () -> label(j));
      for (int m = 0; m < n; m++) {
        int l = m;
        part.add(
            all.stream()
                .mapToDouble(
                    it -> unit.difference(values[j] * values[l] * inner(it.features(), j, l)))
                .toArray(),
            () -> pair(l, j));
      }
    }
    variances.add(variance(totals) - own[0], () -> "covariances of all parts");
    return new Explanation(means.parts(), variances.parts());
  }

  /** Takes a part's value in every sample. */
  private interface PartOfSamples {
    void add(double[] drawn, Supplier<String> name);
  }

  private double inner(float[] drawn, int j, int l) {
    int width = machine.width;
    double sum = 0;
    for (int f = 1; f < width; f++) {
      sum += drawn[features[j] * width + f] * (double) drawn[features[l] * width + f];
    }
    return sum;
  }

  private static double variance(double[] drawn) {
    double mean = Arrays.stream(drawn).sum() / drawn.length;
    double squares = 0;
    for (double value : drawn) {
      squares += (value - mean) * (value - mean);
    }
    return squares / Math.max(1, drawn.length - 1);
  }
}
