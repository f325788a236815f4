package org.querent.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IncidenceTest {
  @Test
  void pairs_come_in_any_order_and_one_that_repeats_counts_once() {
    Incidence known = Incidence.of(4, 5, new int[] {2, 0, 2, 2, 3}, new int[] {4, 1, 0, 4, 4});
    assertEquals(4, known.size());
    assertEquals(2, known.count(2));
    assertEquals(0, known.item(2, 0));
    assertEquals(4, known.item(2, 1));
    assertTrue(known.contains(3, 4));
    assertFalse(known.contains(1, 4));
    assertArrayEquals(new int[] {1, 1, 0, 0, 2}, known.popularity());
    assertArrayEquals(new boolean[] {true, false, true, true}, known.active());
  }

  @Test
  void who_or_what_is_none_is_refused() {
    assertThrows(
        IndexOutOfBoundsException.class, () -> Incidence.of(1, 2, new int[] {0}, new int[] {2}));
    assertThrows(
        IndexOutOfBoundsException.class, () -> Incidence.of(1, 2, new int[] {1}, new int[] {0}));
    assertThrows(
        IllegalArgumentException.class, () -> Incidence.of(1, 2, new int[] {0}, new int[0]));
  }
}
