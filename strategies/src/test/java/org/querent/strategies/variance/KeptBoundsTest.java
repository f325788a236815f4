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
import org.querent.strategies.Known;
import org.querent.strategies.MovingModel;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.VarianceReduction.Limits;

/** Expected variance reductions that are kept as bounds lead to the same choices. */
class KeptBoundsTest {
  private static final int USERS = 25;
  private static final int ITEMS = 35;
  private static final int ROUNDS = 60;

  private static Pairs all() {
    int[] users = new int[USERS * ITEMS];
    int[] items = new int[USERS * ITEMS];
    Arrays.setAll(users, n -> n / ITEMS);
    Arrays.setAll(items, n -> n % ITEMS);
    return new Pairs(users, items);
  }

  @ParameterizedTest(name = "{0}, {1}, rows by {2}, all by {3}, seed {4}")
  @CsvSource({
    "TOP,DIAGONAL,1.001,1.05,1",
    "TOP,DIAGONAL,1.02,1.5,2",
    "TOP,DIAGONAL,1.5,50,3",
    "TOP,FULL,1.5,50,4",
    "GREEDY,DIAGONAL,1.001,1.05,5",
    "GREEDY,DIAGONAL,1.02,1.5,6",
    "GREEDY,DIAGONAL,1.5,50,7",
    "GREEDY,FULL,1.5,50,8"
  })
  void round_after_round(
      Selection selection, Covariance covariance, double row, double all, long seed) {
    MovingModel model = new MovingModel(USERS + 2, ITEMS + 1, 3, covariance, seed);
    requireSameChoices(model, selection, covariance, new Limits(row, all, 1), seed);
  }

  @ParameterizedTest(name = "{0}, {1}, rows by {2}, all by {3}, seed {4}")
  @CsvSource({
    "TOP,DIAGONAL,1.02,1.5,2",
    "GREEDY,DIAGONAL,1.02,1.5,6",
    "GREEDY,DIAGONAL,1.5,50,7",
    "GREEDY,FULL,1.5,50,8"
  })
  void round_after_round_where_users_have_a_noise_of_their_own(
      Selection selection, Covariance covariance, double row, double all, long seed) {
    MovingModel model = MovingModel.ofNoiseByUser(USERS + 2, ITEMS + 1, 3, covariance, seed);
    requireSameChoices(model, selection, covariance, new Limits(row, all, 1), seed);
  }

  private static void requireSameChoices(
      MovingModel model, Selection selection, Covariance covariance, Limits limits, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Pairs pool = all();
    BatchSelector selector = new BatchSelector(selection, 1);
    VarianceReduction kept =
        new VarianceReduction(
            model.posterior(),
            pool,
            Target.POOL,
            new AnswerNoise(Noise.EQUAL, model.posterior()),
            limits);
    RowChanges changes = RowChanges.EVERYTHING;
    int bounded = 0;
    for (int round = 0; round < ROUNDS && pool.size() > 0; round++) {
      int batch = Math.min(pool.size(), random.nextInt(1, 4));
      QueryRound view = Rounds.round(model.posterior(), pool, seed, batch);
      VarianceReduction fresh =
          new VarianceReduction(
              model.posterior(),
              pool,
              Target.POOL,
              new AnswerNoise(Noise.EQUAL, model.posterior()),
              Limits.DEFAULTS);
      for (int candidate : pool.openNumbers()) {
        double gain = fresh.gain(pool.user(candidate), pool.item(candidate));
        assertEquals(gain, kept.gain(pool.user(candidate), pool.item(candidate)), 1e-10 * gain);
      }
      int[] expected = new BatchSelector(selection, 1).select(view, fresh);
      int[] chosen = selector.select(view, changes, kept);
      assertArrayEquals(expected, chosen, "round " + round);
      bounded += changes.everything() ? 0 : 1;
      Arrays.stream(chosen).forEach(pool::close);
      changes = kept.follow(model.posterior(), model.move(random));
    }
    assertEquals(covariance == Covariance.DIAGONAL, bounded > 0);
    assertTrue(covariance == Covariance.FULL || bounded > ROUNDS / 4, bounded + " rounds");
  }

  /** The law that the choices rest on. */
  @ParameterizedTest(name = "rows by {0}, all by {1}, noise {2}, seed {3}")
  @CsvSource({
    "1.05,1.5,EQUAL,11",
    "1.5,50,EQUAL,12",
    "1.5,50,BY_ITEM,13",
    "1.5,50,BY_USER,14",
    "3,1e9,EQUAL,15"
  })
  void a_score_that_was_kept_is_a_bound(double row, double all, Noise kind, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = MovingModel.ofKnownNoise(USERS, ITEMS, 3, 2, seed);
    Pairs pool = all();
    AnswerNoise noise = new AnswerNoise(kind, model.posterior());
    noise.follow(model.posterior(), Known.random(USERS, ITEMS, 300, random));
    VarianceReduction kept =
        new VarianceReduction(
            model.posterior(),
            pool,
            Target.POOL,
            noise,
            new Limits(row, all, Double.POSITIVE_INFINITY));
    double[] scores = new double[pool.capacity()];
    RowChanges changes = RowChanges.EVERYTHING;
    int grown = 0;
    for (int round = 0; round < ROUNDS; round++) {
      boolean[] users = marks(USERS, changes.users());
      boolean[] items = marks(ITEMS, changes.items());
      for (int c : pool.openNumbers()) {
        double now = kept.score(pool.user(c), pool.item(c));
        if (changes.everything() || users[pool.user(c)] || items[pool.item(c)]) {
          scores[c] = now;
        }
        assertTrue(scores[c] >= now * (1 - 1e-10), scores[c] + " for " + now);
        grown += scores[c] > now ? 1 : 0;
      }
      for (int n = random.nextInt(3); n > 0; n--) {
        int asked = pool.open(random.nextInt(pool.size()));
        kept.assumeAnswered(pool.user(asked), pool.item(asked));
        pool.close(asked);
      }
      changes = kept.follow(model.posterior(), model.move(random));
    }
    assertTrue(grown > 0, "all bounds were scores");
  }

  private static boolean[] marks(int rows, int[] marked) {
    boolean[] marks = new boolean[rows];
    for (int row : marked) {
      marks[row] = true;
    }
    return marks;
  }
}
