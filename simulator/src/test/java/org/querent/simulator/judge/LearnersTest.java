package org.querent.simulator.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.judge.als.Als;
import org.querent.simulator.judge.basic.Biases;
import org.querent.simulator.judge.basic.Popularity;
import org.querent.simulator.judge.knn.ItemKnn;
import org.querent.simulator.judge.knn.Similarity;

/** The learners against slow definitions of them that share no code. */
class LearnersTest {
  private static final int USERS = 30;
  private static final int ITEMS = 25;

  /** Not every pair, and the last users and items may have none. */
  private static final Ratings KNOWN = SampleRatings.random(USERS, ITEMS, 500, 3).slice(0, 300);

  private static final RandomStreams STREAMS = new RandomStreams(5);

  private static <P extends Record> double[][] predictions(
      LearnerProvider<P> provider, P parameters) {
    RatingPredictor predictor = provider.create(parameters).fit(KNOWN, STREAMS);
    double[][] all = new double[KNOWN.userCount()][KNOWN.itemCount()];
    for (int user = 0; user < all.length; user++) {
      for (int item = 0; item < all[user].length; item++) {
        all[user][item] = predictor.rating(user, item);
      }
    }
    return all;
  }

  private static void assertSame(double[][] expected, double[][] actual, double delta) {
    for (int user = 0; user < expected.length; user++) {
      assertArrayEquals(expected[user], actual[user], delta, "user " + user);
    }
  }

  private static double mean() {
    double sum = 0;
    for (int n = 0; n < KNOWN.size(); n++) {
      sum += KNOWN.rating(n);
    }
    return sum / KNOWN.size();
  }

  /** The normal equations of all biases at once, solved densely. */
  private static double[][] biases(double userDamping, double itemDamping) {
    int users = KNOWN.userCount();
    int size = users + KNOWN.itemCount();
    RealMatrix left = new Array2DRowRealMatrix(size, size);
    RealVector right = new ArrayRealVector(size);
    for (int n = 0; n < size; n++) {
      left.setEntry(n, n, n < users ? userDamping : itemDamping);
    }
    for (int n = 0; n < KNOWN.size(); n++) {
      int user = KNOWN.user(n);
      int item = users + KNOWN.item(n);
      left.addToEntry(user, user, 1);
      left.addToEntry(item, item, 1);
      left.addToEntry(user, item, 1);
      left.addToEntry(item, user, 1);
      right.addToEntry(user, KNOWN.rating(n) - mean());
      right.addToEntry(item, KNOWN.rating(n) - mean());
    }
    RealVector solved = new LUDecomposition(left).getSolver().solve(right);
    double[][] all = new double[users][KNOWN.itemCount()];
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < all[user].length; item++) {
        all[user][item] = mean() + solved.getEntry(user) + solved.getEntry(users + item);
      }
    }
    return all;
  }

  @Test
  void biases_solve_their_normal_equations() {
    assertSame(biases(3, 7), predictions(new Biases(), new Biases.Parameters(3, 7)), 1e-7);
  }

  @Test
  void popularity_predicts_smoothed_means_and_ranks_by_counts() {
    RatingPredictor predictor =
        new Popularity().create(new Popularity.Parameters(4)).fit(KNOWN, STREAMS);
    double[] scores = new double[KNOWN.itemCount()];
    predictor.scores(2, scores);
    for (int item = 0; item < scores.length; item++) {
      int count = 0;
      double sum = 4 * mean();
      for (int n = 0; n < KNOWN.size(); n++) {
        count += KNOWN.item(n) == item ? 1 : 0;
        sum += KNOWN.item(n) == item ? KNOWN.rating(n) : 0;
      }
      assertEquals(count, scores[item]);
      assertEquals(sum / (count + 4), predictor.rating(7, item), 1e-12);
    }
  }

  /** The rating of each pair; not a number where it is not known. */
  private static double[][] matrix() {
    double[][] matrix = new double[KNOWN.userCount()][KNOWN.itemCount()];
    for (double[] row : matrix) {
      Arrays.fill(row, Double.NaN);
    }
    for (int n = 0; n < KNOWN.size(); n++) {
      matrix[KNOWN.user(n)][KNOWN.item(n)] = KNOWN.rating(n);
    }
    return matrix;
  }

  private static double meanOf(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }

  private static double similarity(double[][] matrix, int i, int j, ItemKnn.Parameters how) {
    double product = 0;
    double squares = 0;
    double others = 0;
    int users = 0;
    for (double[] row : matrix) {
      if (Double.isNaN(row[i]) || Double.isNaN(row[j])) {
        continue;
      }
      double a = row[i];
      double b = row[j];
      if (how.similarity() == Similarity.ADJUSTED_COSINE) {
        List<Double> own = new ArrayList<>();
        for (double value : row) {
          if (!Double.isNaN(value)) {
            own.add(value);
          }
        }
        a -= meanOf(own);
        b -= meanOf(own);
      } else if (how.similarity() == Similarity.PEARSON) {
        a -= meanOf(column(matrix, i));
        b -= meanOf(column(matrix, j));
      }
      product += a * b;
      squares += a * a;
      others += b * b;
      users++;
    }
    double norm = Math.sqrt(squares * others);
    return norm > 0 ? users / (users + how.shrinkage()) * product / norm : 0;
  }

  private static List<Double> column(double[][] matrix, int item) {
    List<Double> column = new ArrayList<>();
    for (double[] row : matrix) {
      if (!Double.isNaN(row[item])) {
        column.add(row[item]);
      }
    }
    return column;
  }

  private record Near(int item, double similarity) {}

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void neighbours_are_those_of_the_definition(Similarity similarity) {
    ItemKnn.Parameters how = new ItemKnn.Parameters(similarity, 4, 2.5, 0.5, 12);
    double[][] matrix = matrix();
    double[][] base = biases(Biases.DEFAULTS.userDamping(), Biases.DEFAULTS.itemDamping());
    double[][] expected = new double[matrix.length][ITEMS];
    int corrected = 0;
    for (int item = 0; item < KNOWN.itemCount(); item++) {
      List<Near> near = new ArrayList<>();
      for (int other = 0; other < KNOWN.itemCount(); other++) {
        double found = similarity(matrix, item, other, how);
        if (other != item && (float) found > 0) {
          near.add(new Near(other, (float) found));
        }
      }
      near.sort(Comparator.comparingDouble(Near::similarity).reversed());
      for (int user = 0; user < matrix.length; user++) {
        int of = user;
        List<Near> own =
            near.stream()
                .limit(how.kept())
                .filter(one -> !Double.isNaN(matrix[of][one.item()]))
                .limit(how.neighbours())
                .toList();
        double weighted = 0;
        double weights = how.damping();
        for (Near one : own) {
          weighted += one.similarity() * (matrix[user][one.item()] - base[user][one.item()]);
          weights += one.similarity();
        }
        corrected += own.isEmpty() ? 0 : 1;
        expected[user][item] = base[user][item] + (own.isEmpty() ? 0 : weighted / weights);
      }
    }
    assertTrue(corrected > 100, corrected + " pairs have neighbours");
    assertSame(expected, predictions(new ItemKnn(), how), 1e-6);
  }

  /** Alternating least squares by dense matrices; begins as the learner does. */
  private static double[][] als(Als.Parameters how) {
    int k = how.factors();
    double[][] base = biases(Biases.DEFAULTS.userDamping(), Biases.DEFAULTS.itemDamping());
    double[][] users = new double[KNOWN.userCount()][k];
    double[][] items = new double[KNOWN.itemCount()][k];
    var random = STREAMS.stream("als");
    for (double[] vector : items) {
      for (int f = 0; f < k; f++) {
        vector[f] = 0.1 * random.nextGaussian();
      }
    }
    double before = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < how.sweeps(); sweep++) {
      solve(users, items, true, base, how);
      solve(items, users, false, base, how);
      double now = objective(users, items, base, how);
      assertTrue(now <= before + 1e-9, "the objective rises from " + before + " to " + now);
      before = now;
    }
    double[][] all = new double[users.length][items.length];
    for (int user = 0; user < users.length; user++) {
      for (int item = 0; item < items.length; item++) {
        all[user][item] =
            base[user][item]
                + new ArrayRealVector(users[user]).dotProduct(new ArrayRealVector(items[item]));
      }
    }
    return all;
  }

  private static void solve(
      double[][] own, double[][] others, boolean ofUsers, double[][] base, Als.Parameters how) {
    int k = how.factors();
    for (int row = 0; row < own.length; row++) {
      RealMatrix gram = new Array2DRowRealMatrix(k, k);
      RealVector right = new ArrayRealVector(k);
      int count = 0;
      for (int n = 0; n < KNOWN.size(); n++) {
        int user = KNOWN.user(n);
        int item = KNOWN.item(n);
        if ((ofUsers ? user : item) == row) {
          RealVector vector = new ArrayRealVector(others[ofUsers ? item : user]);
          gram = gram.add(vector.outerProduct(vector));
          right = right.add(vector.mapMultiply(KNOWN.rating(n) - base[user][item]));
          count++;
        }
      }
      for (int f = 0; f < k; f++) {
        gram.addToEntry(f, f, count == 0 ? 1 : how.regularization() * count);
      }
      own[row] = new LUDecomposition(gram).getSolver().solve(right).toArray();
    }
  }

  /** Zhou et al. 2008, equation 3. */
  private static double objective(
      double[][] users, double[][] items, double[][] base, Als.Parameters how) {
    double sum = 0;
    for (int n = 0; n < KNOWN.size(); n++) {
      RealVector user = new ArrayRealVector(users[KNOWN.user(n)]);
      RealVector item = new ArrayRealVector(items[KNOWN.item(n)]);
      double error = KNOWN.rating(n) - base[KNOWN.user(n)][KNOWN.item(n)] - user.dotProduct(item);
      // A square of each vector for each of its ratings.
      sum += error * error + how.regularization() * (user.dotProduct(user) + item.dotProduct(item));
    }
    return sum;
  }

  @Test
  void alternating_least_squares_are_those_of_the_definition() {
    Als.Parameters how = new Als.Parameters(3, 0.05, 6);
    assertSame(als(how), predictions(new Als(), how), 1e-6);
  }
}
