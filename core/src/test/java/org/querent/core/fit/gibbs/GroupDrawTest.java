package org.querent.core.fit.gibbs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.PriorRegression;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

/** What is drawn of a group has the moments of the normal-Wishart distribution. */
class GroupDrawTest {
  private static final int USERS = 25;
  private static final int RATED = 20;
  private static final int DRAWS = 40_000;

  private final SplittableRandom random = new SplittableRandom(1);

  private Machine machine(int numbers) {
    Shapes plain = ModelFixtures.pairs(USERS, 5);
    Shapes shapes = numbers == 0 ? plain : ModelFixtures.known(plain, numbers, random);
    return ModelFixtures.started(
        shapes, ModelSettings.defaults(ModelType.BAYESIAN_FM).withFactors(2), random);
  }

  /** All have ratings but a few users. */
  private static int[] degrees(Machine machine) {
    int[] degrees = new int[machine.features.rows];
    Arrays.fill(degrees, 1);
    Arrays.fill(degrees, RATED, USERS, 0);
    return degrees;
  }

  /** x_r = (1, phi_r) of a user. */
  private static double[] x(Machine machine, int user) {
    double[] known = machine.prior.known(user);
    double[] x = new double[1 + known.length];
    x[0] = 1;
    System.arraycopy(known, 0, x, 1, known.length);
    return x;
  }

  /** (m, B) as they were drawn. */
  private static RealMatrix drawn(Machine machine, int numbers) {
    int width = machine.width;
    RealMatrix all = MatrixUtils.createRealMatrix(1 + numbers, width);
    for (int a = 0; a < width; a++) {
      all.setEntry(0, a, machine.prior.means[a]);
    }
    machine
        .prior
        .regression(0)
        .ifPresent(
            it -> {
              for (int n = 0; n < numbers; n++) {
                for (int a = 0; a < width; a++) {
                  all.setEntry(1 + n, a, it.coefficients[n * width + a]);
                }
              }
            });
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void coefficients_and_precision_have_the_moments_of_their_distribution(int numbers) {
    Machine machine = machine(numbers);
    int width = machine.width;
    // Features that follow what is known of them, for something to explain.
    RealMatrix theta = MatrixUtils.createRealMatrix(RATED, width);
    RealMatrix x = MatrixUtils.createRealMatrix(RATED, 1 + numbers);
    for (int user = 0; user < RATED; user++) {
      x.setRow(user, x(machine, user));
      for (int a = 0; a < width; a++) {
        double mean = 0.5 + (numbers > 0 ? (a + 1) * x.getEntry(user, 1) : 0);
        machine.features.means[user * width + a] = mean + random.nextGaussian();
        theta.setEntry(user, a, machine.features.means[user * width + a]);
      }
    }
    RealMatrix k = x.transpose().multiply(x);
    k.addToEntry(0, 0, 1);
    for (int n = 1; n <= numbers; n++) {
      k.addToEntry(n, n, PriorRegression.RIDGE);
    }
    RealMatrix inverse = new CholeskyDecomposition(k).getSolver().getInverse();
    RealMatrix mean = inverse.multiply(x.transpose()).multiply(theta);
    RealMatrix scatter =
        theta
            .transpose()
            .multiply(theta)
            .subtract(mean.transpose().multiply(k).multiply(mean))
            .add(MatrixUtils.createRealIdentityMatrix(width));
    int freedom = width + RATED;
    RealMatrix precision =
        new CholeskyDecomposition(scatter, 1e-9, 1e-9)
            .getSolver()
            .getInverse()
            .scalarMultiply(freedom);

    RealMatrix sum = MatrixUtils.createRealMatrix(1 + numbers, width);
    RealMatrix squares = sum.copy();
    RealMatrix precisions = MatrixUtils.createRealMatrix(width, width);
    GroupDraw draw = new GroupDraw(machine, degrees(machine), random);
    Prior prior = machine.prior;
    for (int n = 0; n < DRAWS; n++) {
      draw.draw();
      RealMatrix one = drawn(machine, numbers);
      sum = sum.add(one);
      RealMatrix off = one.subtract(mean);
      for (int r = 0; r <= numbers; r++) {
        for (int a = 0; a < width; a++) {
          squares.addToEntry(r, a, off.getEntry(r, a) * off.getEntry(r, a));
        }
      }
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          precisions.addToEntry(a, b, prior.precision(0, a, b));
        }
      }
    }
    for (int r = 0; r <= numbers; r++) {
      for (int a = 0; a < width; a++) {
        // The covariance of a column is K^-1 times E[A^-1], that of an inverse Wishart.
        double variance = inverse.getEntry(r, r) * scatter.getEntry(a, a) / (freedom - width - 1);
        double error = 5 * Math.sqrt(variance / DRAWS);
        assertEquals(mean.getEntry(r, a), sum.getEntry(r, a) / DRAWS, error, r + " " + a);
        assertEquals(variance, squares.getEntry(r, a) / DRAWS, 0.05 * variance, r + " " + a);
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        double scale = Math.sqrt(precision.getEntry(a, a) * precision.getEntry(b, b));
        assertEquals(
            precision.getEntry(a, b), precisions.getEntry(a, b) / DRAWS, 0.02 * scale, a + " " + b);
      }
    }
  }

  /** Given the coefficients, what has no ratings is drawn around its own prior mean. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void a_user_without_ratings_is_drawn_from_the_prior_that_is_known_of_them(int numbers) {
    Machine machine = machine(numbers);
    GroupDraw draw = new GroupDraw(machine, degrees(machine), random);
    draw.draw();
    int width = machine.width;
    double[] mean = new double[width];
    machine.prior.copyMean(0, RATED, mean);
    double[] sum = new double[width];
    for (int n = 0; n < DRAWS; n++) {
      draw.applyToUnseen();
      for (int a = 0; a < width; a++) {
        sum[a] += machine.features.means[RATED * width + a];
      }
    }
    for (int a = 0; a < width; a++) {
      // A diagonal entry of A bounds what A^-1 has there from below only: a wide margin.
      double deviation = 3 / Math.sqrt(machine.prior.precision(0, a, a));
      assertEquals(mean[a], sum[a] / DRAWS, 5 * deviation / Math.sqrt(DRAWS));
    }
  }
}
