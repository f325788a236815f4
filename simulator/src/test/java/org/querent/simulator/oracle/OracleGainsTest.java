package org.querent.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.split.DataSplit;
import org.querent.strategies.learner.CandidatePool;

/** Against a slow reference that moves the means and counts the errors anew. */
class OracleGainsTest {
  private static final int FACTORS = 3;

  private static Posterior posterior(Ratings known, Covariance covariance) {
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            known.userCount(),
            known.itemCount(),
            ModelSettings.DEFAULTS.withFactors(FACTORS).withCovariance(covariance),
            TrainingSettings.DEFAULTS.withSweeps(8, 8),
            new RandomStreams(1));
    for (int n = 0; n < known.size(); n++) {
      model.add(known.user(n), known.item(n), known.rating(n));
    }
    model.fit();
    return model.posterior();
  }

  /** The parameters of all rows as plain matrices; parameter 0 is the slope. */
  private static final class Reference {
    final double bias;
    final double common;
    final double[][][] means = new double[2][][];
    final double[][][][] covariances = new double[2][][][];

    Reference(Posterior posterior) {
      bias = posterior.biasMean();
      common = posterior.biasVariance() + posterior.noiseVariance();
      copy(0, posterior.users());
      copy(1, posterior.items());
    }

    private void copy(int side, GaussianRows rows) {
      means[side] = new double[rows.size()][FACTORS + 1];
      covariances[side] = new double[rows.size()][FACTORS + 1][FACTORS + 1];
      for (int row = 0; row < rows.size(); row++) {
        for (int a = 0; a <= FACTORS; a++) {
          means[side][row][a] = a == 0 ? rows.slopeMean(row) : rows.factorMean(row, a - 1);
          for (int b = 0; b <= FACTORS; b++) {
            covariances[side][row][a][b] = rows.covariance(row, a, b);
          }
        }
      }
    }

    double mean(int user, int item) {
      double sum = bias + means[0][user][0] + means[1][item][0];
      for (int a = 1; a <= FACTORS; a++) {
        sum += means[0][user][a] * means[1][item][a];
      }
      return sum;
    }

    private double[] sensitivity(int side, int row) {
      double[] z = means[side][row].clone();
      z[0] = 1;
      return z;
    }

    private static double[] times(double[][] matrix, double[] vector) {
      double[] product = new double[vector.length];
      for (int a = 0; a < vector.length; a++) {
        for (int b = 0; b < vector.length; b++) {
          product[a] += matrix[a][b] * vector[b];
        }
      }
      return product;
    }

    private static double dot(double[] one, double[] other) {
      return IntStream.range(0, one.length).mapToDouble(n -> one[n] * other[n]).sum();
    }

    double total(int user, int item) {
      double[] ofUser = sensitivity(0, user);
      double[] ofItem = sensitivity(1, item);
      double sum = common;
      sum += dot(ofItem, times(covariances[0][user], ofItem));
      sum += dot(ofUser, times(covariances[1][item], ofUser));
      for (int a = 1; a <= FACTORS; a++) {
        for (int b = 1; b <= FACTORS; b++) {
          sum += covariances[0][user][a][b] * covariances[1][item][a][b];
        }
      }
      return sum;
    }

    /** Moves the two rows by an answer, or only one of them. */
    void learn(int user, int item, double answer, boolean moveUser, boolean moveItem) {
      double total = total(user, item);
      double step = (answer - mean(user, item)) / total;
      double[] ofUser = times(covariances[0][user], sensitivity(1, item));
      double[] ofItem = times(covariances[1][item], sensitivity(0, user));
      for (int a = 0; a <= FACTORS; a++) {
        means[0][user][a] += moveUser ? step * ofUser[a] : 0;
        means[1][item][a] += moveItem ? step * ofItem[a] : 0;
        for (int b = 0; b <= FACTORS; b++) {
          covariances[0][user][a][b] -= moveUser ? ofUser[a] * ofUser[b] / total : 0;
          covariances[1][item][a][b] -= moveItem ? ofItem[a] * ofItem[b] / total : 0;
        }
      }
    }

    double squares(List<double[]> target) {
      return target.stream()
          .mapToDouble(t -> Math.pow(t[2] - mean((int) t[0], (int) t[1]), 2))
          .sum();
    }
  }

  @ParameterizedTest(name = "{0}, of the pool: {1}")
  @CsvSource({"DIAGONAL,true", "DIAGONAL,false", "FULL,true", "FULL,false"})
  void a_gain_is_how_far_the_errors_fall(Covariance covariance, boolean ofPool) {
    Ratings all = SampleRatings.random(8, 9, 60, 3);
    DataSplit split = DataSplit.random(all, 0.3, 20, new SplittableRandom(2));
    Posterior posterior = posterior(split.initial(), covariance);
    CandidatePool pool = CandidatePool.of(split.pool());
    double[] answers = new double[pool.capacity()];
    for (int c = 0; c < answers.length; c++) {
      answers[c] = split.pool().rating(pool.row(c));
    }
    OracleGains gains =
        ofPool
            ? new OracleGains(posterior, pool, answers)
            : new OracleGains(posterior, pool, answers, split.test());
    List<double[]> target = new ArrayList<>();
    if (ofPool) {
      for (int c = 0; c < answers.length; c++) {
        target.add(new double[] {pool.user(c), pool.item(c), answers[c]});
      }
    } else {
      for (int n = 0; n < split.test().size(); n++) {
        target.add(
            new double[] {split.test().user(n), split.test().item(n), split.test().rating(n)});
      }
    }
    Reference reference = new Reference(posterior);
    SplittableRandom random = new SplittableRandom(4);
    boolean positive = false;
    for (int taken = 0; taken < 6; taken++) {
      for (int n = 0; n < pool.size(); n++) {
        int c = pool.open(n);
        double expected =
            gain(posterior, reference, target, pool.user(c), pool.item(c), answers[c]);
        assertEquals(expected, gains.score(pool.user(c), pool.item(c)), 1e-9);
        positive |= expected > 0;
      }
      int asked = pool.open(random.nextInt(pool.size()));
      gains.assumeAnswered(pool.user(asked), pool.item(asked));
      reference.learn(pool.user(asked), pool.item(asked), answers[asked], true, true);
      target.removeIf(t -> t[0] == pool.user(asked) && t[1] == pool.item(asked));
      pool.close(asked);
    }
    assertTrue(positive);
  }

  /** A rating shares the user or the item with the pair, so that one of the two moves counts. */
  private static double gain(
      Posterior posterior,
      Reference now,
      List<double[]> target,
      int user,
      int item,
      double answer) {
    List<double[]> others = target.stream().filter(t -> t[0] != user || t[1] != item).toList();
    double before = now.squares(others);
    double gain = 0;
    for (boolean moveUser : new boolean[] {true, false}) {
      Reference moved = new Reference(posterior);
      for (int side = 0; side < 2; side++) {
        for (int row = 0; row < now.means[side].length; row++) {
          moved.means[side][row] = now.means[side][row].clone();
          for (int a = 0; a <= FACTORS; a++) {
            moved.covariances[side][row][a] = now.covariances[side][row][a].clone();
          }
        }
      }
      moved.learn(user, item, answer, moveUser, !moveUser);
      gain += before - moved.squares(others);
    }
    return gain;
  }
}
