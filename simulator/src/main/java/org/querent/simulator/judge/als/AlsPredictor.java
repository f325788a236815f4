package org.querent.simulator.judge.als;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;
import org.querent.simulator.judge.RatingPredictor;
import org.querent.simulator.judge.basic.Biases;
import org.querent.simulator.judge.basic.FittedBiases;
import org.querent.strategies.moments.NormalEquations;

/** Vectors of users and items beside their biases, fitted as {@link Als} says. Immutable. */
final class AlsPredictor implements RatingPredictor {
  /** Standard deviation of what is begun with: small, and not all the same. */
  private static final double BEGINNING = 0.1;

  private final FittedBiases biases;
  private final int factors;
  private final double[] users;
  private final double[] items;

  private AlsPredictor(FittedBiases biases, int factors, double[] users, double[] items) {
    this.biases = biases;
    this.factors = factors;
    this.users = users;
    this.items = items;
  }

  /** Fits vectors. Cost: O(ratings k^2 + (users + items) k^3) a sweep. */
  static AlsPredictor fit(Ratings known, Als.Parameters how, RandomGenerator random) {
    FittedBiases biases = FittedBiases.of(known, Biases.DEFAULTS);
    double[] residuals = biases.residuals(known);
    int k = how.factors();
    double[] users = new double[known.userCount() * k];
    double[] items = new double[known.itemCount() * k];
    Arrays.setAll(items, n -> BEGINNING * random.nextGaussian());
    Rows ofUsers = Rows.of(known.userCount(), known::user, known::item, residuals);
    Rows ofItems = Rows.of(known.itemCount(), known::item, known::user, residuals);
    for (int sweep = 0; sweep < how.sweeps(); sweep++) {
      ofUsers.solve(users, items, k, how.regularization());
      ofItems.solve(items, users, k, how.regularization());
    }
    return new AlsPredictor(biases, k, users, items);
  }

  /**
   * The ratings of one side, row by row, in the order in which they are read.
   *
   * @param starts where each row begins, and at last where all end
   * @param others whom of the other side each is of
   * @param targets what the vectors have to explain of each
   */
  private record Rows(int[] starts, int[] others, double[] targets) {
    static Rows of(int rows, IntUnaryOperator row, IntUnaryOperator other, double[] residuals) {
      CountingSort sorted = CountingSort.of(residuals.length, rows, row);
      return new Rows(
          sorted.starts(),
          Arrays.stream(sorted.order()).map(other).toArray(),
          Arrays.stream(sorted.order()).mapToDouble(n -> residuals[n]).toArray());
    }

    /** Sets all vectors of this side to the best there are for those of the other. */
    void solve(double[] own, double[] other, int k, double regularization) {
      NormalEquations equations = new NormalEquations(k);
      for (int row = 0; row + 1 < starts.length; row++) {
        int count = starts[row + 1] - starts[row];
        // Without a rating nothing is known, and the equations have no solution.
        if (count > 0) {
          equations.begin(regularization * count);
          for (int n = starts[row]; n < starts[row + 1]; n++) {
            add(other, others[n] * k, targets[n], equations.matrix(), equations.vector());
          }
          equations.solve();
          System.arraycopy(equations.vector(), 0, own, row * k, k);
        } else {
          Arrays.fill(own, row * k, (row + 1) * k, 0);
        }
      }
    }

    /** Adds a rating to the lower triangle of the matrix and to the vector. */
    private static void add(
        double[] other, int from, double target, double[] matrix, double[] vector) {
      int k = vector.length;
      for (int f = 0; f < k; f++) {
        double value = other[from + f];
        vector[f] += value * target;
        for (int g = 0; g <= f; g++) {
          matrix[f * k + g] += value * other[from + g];
        }
      }
    }
  }

  @Override
  public double rating(int user, int item) {
    double product = 0;
    for (int f = 0; f < factors; f++) {
      product += users[user * factors + f] * items[item * factors + f];
    }
    return biases.rating(user, item) + product;
  }
}
