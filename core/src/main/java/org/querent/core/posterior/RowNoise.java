package org.querent.core.posterior;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;

/**
 * How far the ratings of each row of a side are from their true means: the precision of a rating is
 * that of all times a factor of its row,
 *
 * <pre>
 *   tau_r ~ Gamma(a, a)        q(tau_r) = Gamma(a_r, b_r)
 * </pre>
 *
 * so that factors are 1 on average, and the fewer ratings a row has, the nearer to 1. Given the
 * rest, with n ratings in the row whose expected squares, times beta, sum to L, the optimum is a_r
 * = a + n / 2, b_r = a + L / 2; and that of a, which is between 0 and {@value #MOST}, solves ln a -
 * psi(a) = -1 - the mean of E[ln tau_r] - E[tau_r] over the rows with ratings. A row without
 * ratings has the factor 1. Mutable; different rows may be written by different threads.
 */
public final class RowNoise {
  /** The shape a before anything is learned. */
  private static final double START = 10;

  /** From here on, factors differ by less than a hundredth: rows are as noisy as each other. */
  private static final double MOST = 1e4;

  private final String name;

  /** a. */
  private double shape = START;

  /** a_r and b_r. */
  private final double[] shapes;

  private final double[] rates;

  /** E[tau_r]. */
  private final double[] factors;

  RowNoise(String name, int rows) {
    this.name = name;
    shapes = new double[rows];
    rates = new double[rows];
    factors = new double[rows];
    initialise();
  }

  void initialise() {
    shape = START;
    Arrays.fill(shapes, START);
    Arrays.fill(rates, START);
    Arrays.fill(factors, 1);
  }

  /** E[tau_r], by what the precision of a row's ratings is larger than that of all. */
  public double factor(int row) {
    return factors[row];
  }

  /** a: the larger, the nearer to each other are the factors. */
  public double shape() {
    return shape;
  }

  /**
   * Puts the factor of a row at its optimum.
   *
   * @param ratings n, at least 1
   * @param loss L, by a factor of 1
   */
  public void update(int row, int ratings, double loss) {
    set(row, shape + 0.5 * ratings, shape + 0.5 * loss);
  }

  private void set(int row, double newShape, double newRate) {
    shapes[row] = newShape;
    rates[row] = newRate;
    factors[row] = newShape / newRate;
  }

  /** E[ln tau_r]. */
  private double expectedLog(int row) {
    return Gamma.digamma(shapes[row]) - Math.log(rates[row]);
  }

  /**
   * Puts the shape at its optimum.
   *
   * @param degrees the ratings of each row
   */
  public void learnShape(int[] degrees) {
    int count = 0;
    double sum = 0;
    for (int row = 0; row < degrees.length; row++) {
      if (degrees[row] > 0) {
        count++;
        sum += expectedLog(row) - factors[row];
      }
    }
    if (count > 0) {
      shape = shapeOf(-1 - sum / count);
    }
  }

  /**
   * The solution of ln a - psi(a) = c, at most {@link #MOST}. What is on the left is convex, falls,
   * and is between 1 / (2 a) and 1 / a: Newton's steps from 1 / (2 c) rise to it.
   */
  static double shapeOf(double c) {
    if (!(c > 0.5 / MOST)) {
      return MOST;
    }
    double a = 0.5 / c;
    for (int step = 0; step < 100; step++) {
      double next = a - (Math.log(a) - Gamma.digamma(a) - c) / (1 / a - Gamma.trigamma(a));
      if (!(next > a)) {
        break;
      }
      a = next;
    }
    return Math.min(a, MOST);
  }

  /**
   * Divides all factors by what makes them 1 on average, by which the precision of all is to be
   * multiplied: no rating's changes, but the factors agree better with their prior. By themselves
   * factors and precision would come there in many small steps, and the shape with them.
   *
   * @param degrees the ratings of each row
   * @param penalty what the log density falls by, times that by which the precision of all grows
   * @return by what to multiply the precision of all
   */
  public double balance(int[] degrees, double penalty) {
    int count = 0;
    double sum = 0;
    for (int row = 0; row < degrees.length; row++) {
      if (degrees[row] > 0) {
        count++;
        sum += factors[row];
      }
    }
    if (count == 0) {
      return 1;
    }
    // The maximum over c of -count a ln c - a sum / c - penalty c.
    double half = 0.5 * count * shape;
    double by = shape * sum / (half + Math.sqrt(half * half + penalty * shape * sum));
    for (int row = 0; row < degrees.length; row++) {
      if (degrees[row] > 0) {
        set(row, shapes[row], rates[row] * by);
      }
    }
    return by;
  }

  /** The sum of n E[ln tau_r] / 2 over all rows: what factors add to the log likelihood. */
  public double expectedLogLikelihood(int[] degrees) {
    double sum = 0;
    for (int row = 0; row < degrees.length; row++) {
      if (degrees[row] > 0) {
        sum += 0.5 * degrees[row] * expectedLog(row);
      }
    }
    return sum;
  }

  /** The divergence of q(tau) from its prior over the rows with ratings, in nats. */
  public double divergence(int[] degrees) {
    double sum = 0;
    for (int row = 0; row < degrees.length; row++) {
      if (degrees[row] > 0) {
        double own = shapes[row];
        sum +=
            (own - shape) * Gamma.digamma(own)
                - Gamma.logGamma(own)
                + Gamma.logGamma(shape)
                + shape * (Math.log(rates[row]) - Math.log(shape))
                + own * (shape - rates[row]) / rates[row];
      }
    }
    return sum;
  }

  /** All numbers of a row; a copy. */
  public double[] kept(int row) {
    return new double[] {shapes[row], rates[row], factors[row]};
  }

  /** Takes back what a row was. */
  public void putBack(int row, double[] kept) {
    shapes[row] = kept[0];
    rates[row] = kept[1];
    factors[row] = kept[2];
  }

  /** Copies all numbers into named arrays. */
  void save(Map<String, NumericArray> arrays) {
    arrays.put(name + "-shape", NumericArray.of(new double[] {shape}, 1));
    arrays.put(name + "-shapes", NumericArray.of(shapes.clone(), shapes.length));
    arrays.put(name + "-rates", NumericArray.of(rates.clone(), rates.length));
  }

  /**
   * Takes all numbers back.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  void restore(ArrayArchive archive) {
    double[] ofAll = archive.doubles(name + "-shape", 1);
    double[] newShapes = archive.doubles(name + "-shapes", shapes.length);
    double[] newRates = archive.doubles(name + "-rates", rates.length);
    shape = ofAll[0];
    for (int row = 0; row < newShapes.length; row++) {
      set(row, newShapes[row], newRates[row]);
    }
  }
}
