package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.strategies.MovingModel;
import org.querent.strategies.Pairs;
import org.querent.strategies.Rounds;
import org.querent.strategies.moments.Terms;

class PoolSumsTest {
  private static final int USERS = 12;
  private static final int ITEMS = 15;
  private static final int ROUNDS = 40;

  @ParameterizedTest(name = "{0}, {1}, seed {2}")
  @CsvSource({
    "DIAGONAL,POOL,1",
    "DIAGONAL,TEST_LIKE,2",
    "DIAGONAL,USER,3",
    "FULL,POOL,4",
    "FULL,TEST_LIKE,5",
    "FULL,USER,6"
  })
  void following_is_summing_up_anew(Covariance covariance, Target target, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = new MovingModel(USERS, ITEMS, 2, covariance, seed);
    Terms terms = new Terms(2, covariance);
    Pairs pool = Rounds.candidates(USERS, ITEMS, random);
    RemainingVariances variances = WholePosterior.variances(model.posterior());
    PoolSums followed = new PoolSums(terms, variances.users(), variances.items(), target);
    followed.sumUp(pool, variances.users(), variances.items());
    for (int round = 0; round < ROUNDS && pool.size() > 0; round++) {
      double[] users = followed.ofUsers().clone();
      double[] items = followed.ofItems().clone();
      pool.close(pool.open(random.nextInt(pool.size())));
      RowChanges moved = moved(model, random);
      variances.refresh(model.posterior(), moved);
      followed.follow(pool, variances.users(), variances.items(), moved.users(), moved.items());
      PoolSums fresh = new PoolSums(terms, variances.users(), variances.items(), target);
      fresh.sumUp(pool, variances.users(), variances.items());
      assertArrayEquals(fresh.ofUsers(), followed.ofUsers(), 1e-10);
      assertArrayEquals(fresh.ofItems(), followed.ofItems(), 1e-10);
      // Terms beside a diagonal may be negative: a factor says nothing of them.
      if (covariance == Covariance.DIAGONAL) {
        assertGrowth(users, items, followed, terms);
      }
    }
  }

  private static void assertGrowth(double[] users, double[] items, PoolSums followed, Terms terms) {
    for (int user = 0; user < USERS; user++) {
      boolean touched = followed.touchedUsers().contains(user);
      double growth = growth(users, followed.ofUsers(), user, terms.count);
      assertEquals(growth, touched ? followed.growthOfUser(user) : 1, "user " + user);
    }
    for (int item = 0; item < ITEMS; item++) {
      boolean touched = followed.touchedItems().contains(item);
      double growth = growth(items, followed.ofItems(), item, terms.count);
      assertEquals(growth, touched ? followed.growthOfItem(item) : 1, "item " + item);
    }
  }

  /** By list, so that there is something to follow. */
  private static RowChanges moved(MovingModel model, RandomGenerator random) {
    RowChanges changes = model.move(random);
    if (!changes.everything()) {
      return changes;
    }
    int[] users = new int[USERS];
    int[] items = new int[ITEMS];
    Arrays.setAll(users, n -> n);
    Arrays.setAll(items, n -> n);
    return RowChanges.of(users, items);
  }

  /** The largest factor over the terms; 1 where nothing has moved. */
  private static double growth(double[] before, double[] after, int row, int terms) {
    int from = row * terms;
    if (Arrays.equals(before, from, from + terms, after, from, from + terms)) {
      return 1;
    }
    double growth = 0;
    for (int at = from; at < from + terms; at++) {
      growth = Math.max(growth, before[at] > 0 ? after[at] / before[at] : Double.POSITIVE_INFINITY);
    }
    return growth;
  }

  /** What the growth is for. */
  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"6", "7"})
  void no_sum_of_terms_grows_more_than_the_growth(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = new MovingModel(USERS, ITEMS, 4, Covariance.DIAGONAL, seed);
    Terms terms = new Terms(4, Covariance.DIAGONAL);
    Pairs pool = Rounds.candidates(USERS, ITEMS, random);
    RemainingVariances variances = WholePosterior.variances(model.posterior());
    PoolSums sums = new PoolSums(terms, variances.users(), variances.items(), Target.POOL);
    sums.sumUp(pool, variances.users(), variances.items());
    int grown = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] before = sums.ofUsers().clone();
      RowChanges moved = moved(model, random);
      variances.refresh(model.posterior(), moved);
      sums.follow(pool, variances.users(), variances.items(), moved.users(), moved.items());
      for (int user : sums.touchedUsers()) {
        double old = 0;
        double now = 0;
        for (int at = user * terms.count; at < (user + 1) * terms.count; at++) {
          double weight = random.nextDouble();
          old += weight * before[at];
          now += weight * sums.ofUsers()[at];
        }
        assertTrue(now <= sums.growthOfUser(user) * old * (1 + 1e-12), now + " of " + old);
        grown += now > old ? 1 : 0;
      }
    }
    assertTrue(grown > 0);
  }
}
