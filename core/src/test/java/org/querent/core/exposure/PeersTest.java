package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Incidence;

class PeersTest {
  private static final int USERS = 40;
  private static final int ITEMS = 15;

  /** Whether a user knows an item; the last two know nothing. */
  private static boolean[][] lists(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] lists = new boolean[USERS][ITEMS];
    for (int user = 0; user < USERS - 2; user++) {
      lists[user][user % ITEMS] = true;
      for (int item = 1; item < ITEMS; item++) {
        lists[user][item] |= random.nextInt(ITEMS) > item;
      }
    }
    return lists;
  }

  private static Peers peers(boolean[][] lists) {
    int[] pairs =
        IntStream.range(0, USERS * ITEMS).filter(n -> lists[n / ITEMS][n % ITEMS]).toArray();
    return new Peers(
        new PeerLists(
            Incidence.of(
                USERS,
                ITEMS,
                Arrays.stream(pairs).map(n -> n / ITEMS).toArray(),
                Arrays.stream(pairs).map(n -> n % ITEMS).toArray()),
            new SplittableRandom(1)));
  }

  private static double share(boolean[][] lists, int item) {
    return (Arrays.stream(lists).filter(list -> list[item]).count() + 0.5) / (USERS - 2 + 1);
  }

  /** Bayes' rule written out: every weight is the product of all observations' probabilities. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void old_users_weigh_what_the_answers_are_probable_by_their_lists(long seed) {
    boolean[][] lists = lists(seed);
    Peers peers = peers(lists);
    double[] weights = new double[USERS];
    Arrays.fill(weights, 0, USERS - 2, 1);
    SplittableRandom random = new SplittableRandom(seed);
    for (int question = 0; question < 12; question++) {
      assertProbabilities(lists, weights, peers);
      int item = random.nextInt(ITEMS);
      boolean knows = random.nextBoolean();
      if (knows) {
        peers.answered(item);
      } else {
        peers.refused(item);
      }
      for (int user = 0; user < USERS; user++) {
        double share = share(lists, item);
        double p = lists[user][item] ? 0.5 + share / 2 : 0.8 * share;
        weights[user] *= knows ? p : 1 - p;
      }
    }
  }

  private static void assertProbabilities(boolean[][] lists, double[] weights, Peers peers) {
    double sum = Arrays.stream(weights).sum();
    double[] all = new double[ITEMS];
    peers.probabilities(all);
    for (int item = 0; item < ITEMS; item++) {
      int which = item;
      double part =
          IntStream.range(0, USERS)
              .filter(user -> lists[user][which])
              .mapToDouble(user -> weights[user] / sum)
              .sum();
      double drawn = (part * (USERS - 2) + 0.5) / (USERS - 2 + 1);
      double expected = 0.9 * drawn + 0.1 * share(lists, item);
      assertEquals(expected, all[item], 1e-5, "item " + item); // small weights are left out
      assertEquals(all[item], peers.probability(item), "item " + item);
    }
  }

  @Test
  void of_whom_nothing_is_known_they_know_what_users_do() {
    boolean[][] lists = lists(4);
    Peers peers = peers(lists);
    for (int item = 0; item < ITEMS; item++) {
      assertEquals(share(lists, item), peers.probability(item), 1e-12);
    }
    assertThrows(IllegalArgumentException.class, () -> peers.probabilities(new double[ITEMS + 1]));
  }

  /** Lists of which item n is on every one but those of users n, n + ITEMS, and so on. */
  @Test
  void of_many_users_a_sample_is_compared_with() {
    int users = 5 * PeerLists.MOST;
    int[] pairs =
        IntStream.range(0, users * ITEMS).filter(n -> n / ITEMS % ITEMS != n % ITEMS).toArray();
    PeerLists lists =
        new PeerLists(
            Incidence.of(
                users,
                ITEMS,
                Arrays.stream(pairs).map(n -> n / ITEMS).toArray(),
                Arrays.stream(pairs).map(n -> n % ITEMS).toArray()),
            new SplittableRandom(1));
    assertEquals(PeerLists.MOST, lists.size());
    Peers peers = new Peers(lists);
    double[] all = new double[ITEMS];
    peers.probabilities(all);
    for (int item = 0; item < ITEMS; item++) {
      assertEquals(1 - 1.0 / ITEMS, all[item], 0.02, "item " + item);
    }
    peers.refused(3);
    assertTrue(peers.probability(3) < 0.75 && peers.probability(4) > 0.85, "not like the others");
  }
}
