package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;

class CandidatePoolTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void it_holds_what_was_not_removed_and_knows_its_rows(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Ratings heldBack = SampleRatings.random(10, 10, 80, seed);
    CandidatePool pool = new CandidatePool(heldBack);
    Set<Integer> left = new HashSet<>();
    for (int row = 0; row < heldBack.size(); row++) {
      left.add(row);
    }
    while (true) {
      assertEquals(left, rows(pool, heldBack));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.user(pool.size()));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.item(-1));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.remove(pool.size()));
      if (left.isEmpty()) {
        break;
      }
      int candidate = random.nextInt(pool.size());
      left.remove(pool.row(candidate));
      pool.remove(candidate);
    }
  }

  private static Set<Integer> rows(CandidatePool pool, Ratings heldBack) {
    Set<Integer> rows = new HashSet<>();
    for (int c = 0; c < pool.size(); c++) {
      assertEquals(heldBack.user(pool.row(c)), pool.user(c));
      assertEquals(heldBack.item(pool.row(c)), pool.item(c));
      rows.add(pool.row(c));
    }
    assertEquals(pool.size(), rows.size());
    return rows;
  }
}
