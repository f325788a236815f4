package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AskedPairsTest {
  private static final int TENTHS = AskedPairs.TENTHS;

  /** Groups that are not equally often together, as in ratings. */
  private static double[][] uneven() {
    double[][] chance = new double[TENTHS][TENTHS];
    for (int user = 0; user < TENTHS; user++) {
      for (int item = 0; item < TENTHS; item++) {
        chance[user][item] = 10.0 * (1 + user) * (1 + item % 4);
      }
    }
    return chance;
  }

  private static long[][] counts(double[][] chance, double factor) {
    return Arrays.stream(chance)
        .map(row -> Arrays.stream(row).mapToLong(x -> Math.round(factor * x)).toArray())
        .toArray(long[][]::new);
  }

  @Test
  void who_asks_as_at_random_has_1_in_every_cell_however_uneven_the_pool_is() {
    AskedPairs asked = new AskedPairs(counts(uneven(), 3), uneven());
    for (double[] row : asked.ratios()) {
      for (double ratio : row) {
        assertEquals(1, ratio, 1e-12);
      }
    }
    assertArrayEquals(asked.chanceByUser(), asked.shareByUser(), 1e-12);
    assertArrayEquals(asked.chanceByItem(), asked.shareByItem(), 1e-12);
    assertEquals(1, Arrays.stream(asked.shareByItem()).sum(), 1e-12);
  }

  @Test
  void a_cell_of_which_nothing_can_be_asked_has_no_ratio() {
    double[][] chance = uneven();
    chance[3][4] = 0;
    assertTrue(Double.isNaN(new AskedPairs(counts(chance, 1), chance).ratios()[3][4]));
  }

  @Test
  void several_runs_add_up() {
    AskedPairs one = new AskedPairs(counts(uneven(), 1), uneven());
    AskedPairs both = one.plus(one);
    assertEquals(2 * one.total(), both.total());
    assertEquals(2 * one.chance()[2][3], both.chance()[2][3]);
    assertArrayEquals(one.ratios()[5], both.ratios()[5], 1e-12);
  }

  @Test
  void other_tables_are_refused() {
    long[][] counts = new long[TENTHS][TENTHS];
    assertThrows(
        IllegalArgumentException.class, () -> new AskedPairs(counts, new double[TENTHS][9]));
    assertThrows(
        IllegalArgumentException.class, () -> new AskedPairs(new long[9][TENTHS], uneven()));
  }
}
