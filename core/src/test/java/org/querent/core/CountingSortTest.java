package org.querent.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountingSortTest {
  @Test
  void things_are_in_order_of_their_keys_and_then_as_they_came() {
    SplittableRandom random = new SplittableRandom(1);
    for (int things : new int[] {0, 1, 2, 50}) {
      for (int keys : new int[] {1, 3, 100}) {
        int[] key = random.ints(things, 0, keys).toArray();
        CountingSort sorted = CountingSort.of(things, keys, thing -> key[thing]);
        assertArrayEquals(
            IntStream.range(0, things)
                .boxed()
                .sorted(Comparator.comparing(thing -> key[thing]))
                .mapToInt(thing -> thing)
                .toArray(),
            sorted.order());
        assertEquals(keys + 1, sorted.starts().length);
        for (int k = 0; k <= keys; k++) {
          int most = k;
          assertEquals(IntStream.of(key).filter(it -> it < most).count(), sorted.starts()[k]);
        }
      }
    }
  }
}
