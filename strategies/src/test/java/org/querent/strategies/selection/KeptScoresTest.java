package org.querent.strategies.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;

/** A selector that keeps its scores chooses what one chooses that scores everything anew. */
class KeptScoresTest {
  private static final Posterior ANY = Rounds.random(1).posterior();
  private static final int ROUNDS = 40;

  @ParameterizedTest(name = "{0}, power {1}, {2} different scores, {3} users, {4} items, seed {5}")
  @CsvSource({
    "TOP,1,1000000,9,9,1",
    "TOP,1,3,9,9,2",
    "TOP,1,1000000,50,120,3",
    "TOP,1,40,120,50,4",
    "GREEDY,1,1000000,9,9,5",
    "GREEDY,1,3,9,9,6",
    "GREEDY,1,1000000,50,120,7",
    "GREEDY,1,40,120,50,8",
    "STOCHASTIC,0,1000000,9,9,9",
    "STOCHASTIC,1,3,9,9,10",
    "STOCHASTIC,2,1000000,50,120,11",
    "STOCHASTIC,2.5,40,120,50,12",
    "STOCHASTIC,300,1000000,9,9,13"
  })
  void round_after_round(
      Selection selection, double power, int different, int users, int items, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Pairs pool = most(users, items, random);
    Versions versions = new Versions(users + 3, items + 3, different);
    BatchSelector kept = new BatchSelector(selection, power);
    int kepts = 0;
    for (int round = 0; round < ROUNDS && pool.size() > 0; round++) {
      RowChanges changes = round == 0 ? RowChanges.EVERYTHING : versions.move(random);
      int batch = random.nextInt(1, Math.min(9, pool.size()) + 1);
      QueryRound one = Rounds.round(ANY, changes, pool, round, batch);
      int[] expected =
          new BatchSelector(selection, power)
              .select(Rounds.round(ANY, pool, round, batch), versions.acquisition());
      Counting acquisition = new Counting(versions.acquisition());
      int[] chosen = kept.select(one, acquisition);
      assertArrayEquals(expected, chosen, "round " + round);
      kepts += acquisition.scored < pool.capacity() ? 1 : 0;
      for (int candidate : chosen) {
        // A strategy may ask for something else than its selector says.
        pool.close(random.nextInt(5) == 0 ? pool.open(random.nextInt(pool.size())) : candidate);
        if (pool.size() == 0 || !stillOpen(pool, chosen)) {
          break;
        }
      }
    }
    assertTrue(kepts > 0, "scores were never kept");
  }

  private static boolean stillOpen(Pairs pool, int[] chosen) {
    for (int candidate : chosen) {
      if (!pool.isOpen(candidate)) {
        return false;
      }
    }
    return true;
  }

  private static Pairs most(int users, int items, RandomGenerator random) {
    int[] order = RandomStreams.permutation(users * items, random);
    int size = users * items * 9 / 10;
    int[] pairUsers = new int[size];
    int[] pairItems = new int[size];
    for (int n = 0; n < size; n++) {
      pairUsers[n] = order[n] / items;
      pairItems[n] = order[n] % items;
    }
    return new Pairs(pairUsers, pairItems);
  }

  /** Scores at random that change with the versions of their rows. */
  private static final class Versions {
    private final int[] users;
    private final int[] items;
    private final int different;

    Versions(int users, int items, int different) {
      this.users = new int[users];
      this.items = new int[items];
      this.different = different;
    }

    /** Moves nothing, a few rows, some of which no candidate is of, or everything. */
    RowChanges move(RandomGenerator random) {
      if (random.nextInt(10) == 0) {
        for (int user = 0; user < users.length; user++) {
          users[user] += 100;
        }
        return RowChanges.EVERYTHING;
      }
      return RowChanges.of(move(users, random), move(items, random));
    }

    private static int[] move(int[] versions, RandomGenerator random) {
      int[] order = RandomStreams.permutation(versions.length, random);
      int[] moved = Arrays.copyOf(order, random.nextInt(3));
      for (int row : moved) {
        versions[row] += 100;
      }
      return moved;
    }

    Acquisition acquisition() {
      int[] ofUsers = users.clone();
      int[] ofItems = items.clone();
      return new Acquisition() {
        @Override
        public double score(int user, int item) {
          long mixed = 31 * (31 * (31 * (31L * user + item) + ofUsers[user]) + ofItems[item]);
          return new SplittableRandom(mixed).nextInt(different) / 7.0;
        }

        @Override
        public void assumeAnswered(int user, int item) {
          ofUsers[user]++;
          ofItems[item]++;
        }
      };
    }
  }

  private static final class Counting implements Acquisition {
    private final Acquisition counted;
    private int scored;

    Counting(Acquisition counted) {
      this.counted = counted;
    }

    @Override
    public double score(int user, int item) {
      scored++;
      return counted.score(user, item);
    }

    @Override
    public void assumeAnswered(int user, int item) {
      counted.assumeAnswered(user, item);
    }
  }
}
