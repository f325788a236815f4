package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Known;
import org.querent.strategies.Pairs;
import org.querent.strategies.Rounds;
import org.querent.strategies.selection.Acquisition;

/** Against a slow reference in plain matrices. */
class KnownDesignTest {
  private static final int FACTORS = 3;
  private static final int USERS = 6;
  private static final int ITEMS = 8;

  /** The design in plain matrices, of a diagonal covariance by their diagonals. */
  private static final class Reference {
    final Posterior fitted;
    final boolean full;
    final double noise;
    final List<List<RealMatrix>> covariances = List.of(new ArrayList<>(), new ArrayList<>());

    Reference(Posterior fitted) {
      this.fitted = fitted;
      full = fitted.covariance() == Covariance.FULL;
      noise = fitted.noiseVariance();
    }

    GaussianRows rows(int side) {
      return side == 0 ? fitted.users() : fitted.items();
    }

    RealMatrix shaped(RealMatrix matrix) {
      double[] diagonal = new double[matrix.getRowDimension()];
      for (int a = 0; a < diagonal.length; a++) {
        diagonal[a] = matrix.getEntry(a, a);
      }
      return full ? matrix : MatrixUtils.createRealDiagonalMatrix(diagonal);
    }

    RealVector z(int side, int row) {
      double[] z = new double[FACTORS + 1];
      for (int a = 0; a <= FACTORS; a++) {
        z[a] = a == 0 ? 1 : rows(side).factorMean(row, a - 1);
      }
      return new ArrayRealVector(z);
    }

    RealMatrix second(int side, int row) {
      RealMatrix second = z(side, row).outerProduct(z(side, row));
      for (int a = 1; a <= FACTORS; a++) {
        for (int b = 1; b <= FACTORS; b++) {
          second.addToEntry(a, b, rows(side).covariance(row, a, b));
        }
      }
      return shaped(second);
    }

    RealMatrix prior(int side) {
      RealMatrix prior = new Array2DRowRealMatrix(FACTORS + 1, FACTORS + 1);
      for (int a = 0; a <= FACTORS; a++) {
        for (int b = 0; b <= FACTORS; b++) {
          prior.setEntry(
              a,
              b,
              side == 0 ? fitted.priorPrecisionOfUsers(a, b) : fitted.priorPrecisionOfItems(a, b));
        }
      }
      return prior;
    }

    /** Makes the covariances of a side from what is known, and from the doubts about the other. */
    void learn(int side, Known known, double[] doubts) {
      covariances.get(side).clear();
      for (int row = 0; row < rows(side).size(); row++) {
        RealMatrix precision = prior(side);
        for (int n = 0; n < known.size(); n++) {
          if ((side == 0 ? known.user(n) : known.item(n)) == row) {
            int other = side == 0 ? known.item(n) : known.user(n);
            precision =
                precision.add(second(1 - side, other).scalarMultiply(1 / (noise + doubts[n])));
          }
        }
        covariances.get(side).add(inverse(precision));
      }
    }

    /** What of a rating's variance is a side's, without what the rating itself has told. */
    double[] doubts(int side, Known known, double[] of) {
      double[] doubts = new double[known.size()];
      for (int n = 0; n < doubts.length; n++) {
        int row = side == 0 ? known.user(n) : known.item(n);
        RealVector z = z(1 - side, side == 0 ? known.item(n) : known.user(n));
        double variance = covariances.get(side).get(row).operate(z).dotProduct(z);
        doubts[n] = full ? 1 / (1 / variance - 1 / (noise + of[n])) : variance;
      }
      return doubts;
    }

    void learn(Known known) {
      covariances.get(1).clear();
      for (int item = 0; item < rows(1).size(); item++) {
        covariances.get(1).add(inverse(prior(1)));
      }
      double[] never = new double[known.size()];
      Arrays.fill(never, Double.POSITIVE_INFINITY);
      double[] ofItems = doubts(1, known, never);
      for (int sweep = 0; sweep < 5; sweep++) {
        learn(0, known, ofItems);
        double[] ofUsers = doubts(0, known, ofItems);
        learn(1, known, ofUsers);
        ofItems = doubts(1, known, ofUsers);
      }
    }

    double total(int user, int item) {
      RealMatrix ofUser = covariances.get(0).get(user).multiply(second(1, item));
      RealVector z = z(0, user);
      RealMatrix ofItem = covariances.get(1).get(item).multiply(shaped(z.outerProduct(z)));
      return fitted.biasVariance() + noise + ofUser.getTrace() + ofItem.getTrace();
    }

    /** By how much the S of a row falls. */
    RealMatrix fall(int side, int row, int other, double total) {
      RealVector reach = covariances.get(side).get(row).operate(z(1 - side, other));
      return shaped(reach.outerProduct(reach)).scalarMultiply(1 / total);
    }

    double gain(Pairs pool, IntPredicate counts, int user, int item) {
      double total = total(user, item);
      double gain = 0;
      for (int c = 0; c < pool.capacity(); c++) {
        if (counts.test(c) && pool.user(c) == user) {
          gain += fall(0, user, item, total).multiply(second(1, pool.item(c))).getTrace();
        }
        if (counts.test(c) && pool.item(c) == item) {
          gain += fall(1, item, user, total).multiply(second(0, pool.user(c))).getTrace();
        }
      }
      return gain;
    }

    void assume(int user, int item) {
      double total = total(user, item);
      RealMatrix ofUser = fall(0, user, item, total);
      RealMatrix ofItem = fall(1, item, user, total);
      covariances.get(0).set(user, covariances.get(0).get(user).subtract(ofUser));
      covariances.get(1).set(item, covariances.get(1).get(item).subtract(ofItem));
    }
  }

  private static Posterior fitted(Covariance covariance, RandomGenerator random) {
    return Rounds.posterior(USERS, ITEMS, FACTORS, covariance, random).standardised();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"DIAGONAL,POOL", "DIAGONAL,TEST_LIKE", "FULL,POOL", "FULL,TEST_LIKE"})
  void an_answer_is_worth_what_covariances_fall_by_whose_factors_are_known(
      Covariance covariance, Target target) {
    RandomGenerator random = new SplittableRandom(11);
    Posterior fitted = fitted(covariance, random);
    Pairs pool = Rounds.candidates(USERS, ITEMS, random);
    Known known = Known.random(USERS, ITEMS, 10, random);
    KnownDesign design = new KnownDesign(fitted, pool, target);
    Reference reference = new Reference(fitted);
    for (int round = 0; round < 3; round++) {
      Acquisition gains = design.after(known);
      reference.learn(known);
      IntPredicate counted =
          target == Target.POOL
              ? IntStream.range(0, pool.size()).map(pool::open).boxed().toList()::contains
              : c -> true;
      for (int taken = 0; taken < 3; taken++) {
        for (int c = 0; c < pool.capacity(); c++) {
          double gain = reference.gain(pool, counted, pool.user(c), pool.item(c));
          assertEquals(gain, gains.score(pool.user(c), pool.item(c)), 1e-9 * (1 + gain));
        }
        int asked = pool.open(random.nextInt(pool.size()));
        gains.assumeAnswered(pool.user(asked), pool.item(asked));
        reference.assume(pool.user(asked), pool.item(asked));
      }
      int asked = pool.open(random.nextInt(pool.size()));
      known.add(pool.user(asked), pool.item(asked), 3);
      pool.close(asked);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_was_taken_as_answered_in_an_earlier_round_changes_no_bit_of_a_later_one(
      Covariance covariance) {
    RandomGenerator random = new SplittableRandom(12);
    Posterior fitted = fitted(covariance, random);
    Pairs pool = Rounds.candidates(USERS, ITEMS, random);
    Known known = Known.random(USERS, ITEMS, 5, random);
    KnownDesign kept = new KnownDesign(fitted, pool, Target.POOL);
    for (int round = 0; round < 4; round++) {
      Acquisition gains = kept.after(known);
      Acquisition anew = new KnownDesign(fitted, pool, Target.POOL).after(known);
      for (int n = 0; n < pool.size(); n++) {
        int c = pool.open(n);
        assertEquals(
            anew.score(pool.user(c), pool.item(c)), gains.score(pool.user(c), pool.item(c)), 0);
      }
      gains.assumeAnswered(pool.user(pool.open(0)), pool.item(pool.open(0)));
      known.add(random.nextInt(USERS), random.nextInt(ITEMS), 4);
    }
  }

  /** Where ratings form no cycle, and slopes are all there is. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void without_factors_a_tree_of_ratings_leaves_what_the_joint_posterior_leaves(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Posterior fitted = Rounds.posterior(4, 4, 0, Covariance.FULL, random).standardised();
    Known known = new Known();
    int[][] tree = {{0, 0}, {0, 1}, {1, 1}, {2, 1}, {2, 2}, {3, 2}};
    RealMatrix joint = new Array2DRowRealMatrix(8, 8);
    for (int row = 0; row < 4; row++) {
      joint.setEntry(row, row, fitted.priorPrecisionOfUsers(0, 0));
      joint.setEntry(4 + row, 4 + row, fitted.priorPrecisionOfItems(0, 0));
    }
    for (int[] pair : tree) {
      known.add(pair[0], pair[1], 3);
      RealVector both = new ArrayRealVector(8);
      both.setEntry(pair[0], 1);
      both.setEntry(4 + pair[1], 1);
      joint = joint.add(both.outerProduct(both).scalarMultiply(1 / fitted.noiseVariance()));
    }
    RealMatrix left = inverse(joint);
    // Each pair alone in a pool of its own: H is 1 for both of its rows.
    for (int user = 0; user < 4; user++) {
      for (int item = 0; item < 4; item++) {
        Pairs pool = new Pairs(new int[] {user}, new int[] {item});
        double ofUser = left.getEntry(user, user);
        double ofItem = left.getEntry(4 + item, 4 + item);
        double total = ofUser + ofItem + fitted.biasVariance() + fitted.noiseVariance();
        double gain = new KnownDesign(fitted, pool, Target.POOL).after(known).score(user, item);
        assertEquals((ofUser * ofUser + ofItem * ofItem) / total, gain, 1e-9 * gain);
      }
    }
  }

  private static RealMatrix inverse(RealMatrix matrix) {
    return new LUDecomposition(matrix).getSolver().getInverse();
  }
}
