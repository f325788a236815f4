package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;

/** Plays rounds over a moving model, in which a strategy is held to a slow reference. */
public final class PlayedRounds {
  private static final int USERS = 8;
  private static final int ITEMS = 11;

  private PlayedRounds() {}

  /** A reference for one round, which may be fed answers that are taken for granted. */
  public interface Reference {
    /** The worth of a pair. */
    double score(int user, int item);

    /** Takes a pair as answered. */
    default void assumeAnswered(int user, int item) {}
  }

  /** What is asked for is what the reference puts first, pair by pair, if it looks ahead or not. */
  public static void assertBest(
      QueryStrategy strategy,
      Covariance covariance,
      long seed,
      Function<QueryRound, Reference> reference) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = new MovingModel(USERS, ITEMS, 2, covariance, seed);
    Pairs pool = Rounds.candidates(USERS, ITEMS, random);
    RowChanges changes = RowChanges.EVERYTHING;
    while (pool.size() > 0) {
      int batch = random.nextInt(1, Math.min(4, pool.size()) + 1);
      QueryRound round = Rounds.round(model.posterior(), changes, pool, random.nextLong(), batch);
      int[] chosen = strategy.select(round);
      assertEquals(batch, chosen.length);
      assertBest(chosen, pool, reference.apply(round));
      Arrays.stream(chosen).forEach(pool::close);
      changes = model.move(random);
    }
  }

  /** A batch is, one after another, what the reference puts first among what is left. */
  public static void assertBest(int[] chosen, Candidates pool, Reference reference) {
    int[] left = IntStream.range(0, pool.size()).map(pool::open).toArray();
    for (int candidate : chosen) {
      ToDoubleFunction<Integer> score = c -> reference.score(pool.user(c), pool.item(c));
      double best = Arrays.stream(left).boxed().mapToDouble(score).max().orElseThrow();
      assertEquals(best, score.applyAsDouble(candidate), 1e-9 * Math.max(1, Math.abs(best)));
      reference.assumeAnswered(pool.user(candidate), pool.item(candidate));
      left = Arrays.stream(left).filter(c -> c != candidate).toArray();
    }
  }

  /** Single candidates are drawn as often as their scores, to a power, are parts of the sum. */
  public static void assertDrawn(
      QueryStrategy strategy, QueryRound round, double power, Reference reference) {
    Candidates pool = round.candidates();
    double[] weights =
        IntStream.range(0, pool.capacity())
            .mapToDouble(
                c ->
                    pool.isOpen(c)
                        ? Math.pow(reference.score(pool.user(c), pool.item(c)), power)
                        : 0)
            .toArray();
    double total = Arrays.stream(weights).sum();
    int draws = 40_000;
    int[] counts = new int[weights.length];
    RandomGenerator seeds = new SplittableRandom(1);
    for (int n = 0; n < draws; n++) {
      counts[strategy.select(again(round, seeds.nextLong()))[0]]++;
    }
    for (int c = 0; c < counts.length; c++) {
      double share = weights[c] / total;
      assertEquals(draws * share, counts[c], 4.5 * Math.sqrt(draws * share * (1 - share)) + 1e-9);
    }
  }

  private static QueryRound again(QueryRound round, long seed) {
    return Rounds.round(
        round.posterior(), RowChanges.of(new int[0], new int[0]), round.candidates(), seed, 1);
  }

  /** Two strategies ask for the same, round after round. */
  public static void assertSame(
      QueryStrategy one, QueryStrategy other, Covariance covariance, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = new MovingModel(USERS, ITEMS, 2, covariance, seed);
    Pairs pool = Rounds.candidates(USERS, ITEMS, random);
    RowChanges changes = RowChanges.EVERYTHING;
    while (pool.size() > 0) {
      int batch = random.nextInt(1, Math.min(4, pool.size()) + 1);
      long stream = random.nextLong();
      Posterior posterior = model.posterior();
      int[] chosen = one.select(Rounds.round(posterior, changes, pool, stream, batch));
      assertArrayEquals(
          chosen, other.select(Rounds.round(posterior, changes, pool, stream, batch)));
      Arrays.stream(chosen).forEach(pool::close);
      changes = model.move(random);
    }
  }
}
