package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Incidence;
import org.querent.core.random.RandomStreams;

class ObservationsTest {
  private static final int ITEMS = 200;

  /** Every user has rated fewer of the later items, and later users fewer. */
  private static Incidence known() {
    int[] users = new int[40_000];
    int[] items = new int[40_000];
    int size = 0;
    for (int user = 0; user < 20; user++) {
      for (int item = 0; item < ITEMS; item += 1 + (user + item) / 4) {
        users[size] = user;
        items[size++] = item;
      }
    }
    return Incidence.of(20, ITEMS, Arrays.copyOf(users, size), Arrays.copyOf(items, size));
  }

  @Test
  void pairs_without_a_rating_stand_for_all_of_them_whatever_is_summed() {
    Incidence known = known();
    double truth = 0;
    for (int user = 0; user < 20; user++) {
      for (int item = 0; item < ITEMS; item++) {
        truth += known.contains(user, item) ? 0 : value(user, item);
      }
    }
    double sum = 0;
    int samples = 2000;
    for (int sample = 0; sample < samples; sample++) {
      Observations.Rows rows = Observations.of(known, 2, new RandomStreams(sample)).ofUsers();
      for (int user = 0; user < 20; user++) {
        for (int pair = rows.start(user); pair < rows.start(user + 1); pair++) {
          sum += rows.isRated(pair) ? 0 : rows.weight(user, pair) * value(user, rows.end(pair));
        }
      }
    }
    assertEquals(truth, sum / samples, 0.01 * truth);
  }

  private static double value(int user, int item) {
    return 1 + Math.sin(user + 0.1 * item);
  }

  @Test
  void every_rating_is_there_no_pair_twice_and_not_many_more_than_asked_for() {
    Incidence known = known();
    Observations.Rows rows = Observations.of(known, 3, new RandomStreams(1)).ofUsers();
    int rated = 0;
    for (int user = 0; user < 20; user++) {
      Set<Integer> ends = new HashSet<>();
      for (int pair = rows.start(user); pair < rows.start(user + 1); pair++) {
        assertTrue(ends.add(rows.end(pair)));
        assertEquals(known.contains(user, rows.end(pair)), rows.isRated(pair));
        rated += rows.isRated(pair) ? 1 : 0;
      }
    }
    assertEquals(known.size(), rated);
    assertTrue(rows.start(20) <= known.size() * 4 + 20, () -> "" + rows.start(20));
    assertTrue(rows.start(20) >= known.size() * 2, () -> "" + rows.start(20));
  }

  @Test
  void both_sides_have_the_same_pairs_with_the_same_weights() {
    Observations pairs = Observations.of(known(), 3, new RandomStreams(1));
    Map<String, Double> weights = new HashMap<>();
    for (int user = 0; user < 20; user++) {
      for (int pair = pairs.ofUsers().start(user); pair < pairs.ofUsers().start(user + 1); pair++) {
        weights.put(
            user + " " + pairs.ofUsers().end(pair) + " " + pairs.ofUsers().isRated(pair),
            pairs.ofUsers().weight(user, pair));
      }
    }
    assertFalse(weights.isEmpty());
    for (int item = 0; item < ITEMS; item++) {
      for (int pair = pairs.ofItems().start(item); pair < pairs.ofItems().start(item + 1); pair++) {
        String key = pairs.ofItems().end(pair) + " " + item + " " + pairs.ofItems().isRated(pair);
        assertEquals(weights.remove(key), pairs.ofItems().weight(item, pair), 1e-12, key);
      }
    }
    assertTrue(weights.isEmpty(), weights::toString);
  }
}
