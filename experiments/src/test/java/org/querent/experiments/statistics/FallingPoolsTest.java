package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.TargetReached.FallingPools;

class FallingPoolsTest {
  private static double[] falling(double... values) {
    return FallingPools.of(values).means(values);
  }

  private static double squares(double[] values, double[] others) {
    double sum = 0;
    for (int n = 0; n < values.length; n++) {
      sum += (values[n] - others[n]) * (values[n] - others[n]);
    }
    return sum;
  }

  @Test
  void what_falls_stays_and_what_rises_is_one_pool() {
    assertArrayEquals(new double[] {3, 2, 2, -1}, falling(3, 2, 2, -1));
    assertArrayEquals(new double[] {2, 2, 2}, falling(1, 2, 3));
    assertArrayEquals(new double[] {5, 2, 2, 1}, falling(5, 1, 3, 1));
  }

  @Test
  void no_falling_sequence_is_nearer() {
    RandomGenerator random = new SplittableRandom(5);
    for (int n = 0; n < 200; n++) {
      double[] values = random.doubles(12).map(x -> 3 * x).toArray();
      double[] nearest = falling(values);
      assertEquals(Arrays.stream(values).sum(), Arrays.stream(nearest).sum(), 1e-9);
      for (int i = 1; i < nearest.length; i++) {
        assertTrue(nearest[i] <= nearest[i - 1] + 1e-12);
      }
      for (int other = 0; other < 50; other++) {
        double[] sequence =
            Arrays.stream(nearest)
                .map(x -> x + 0.1 * random.nextGaussian())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(x -> x)
                .toArray();
        assertTrue(squares(values, nearest) <= squares(values, sequence) + 1e-12);
      }
    }
  }

  @Test
  void larger_values_have_no_smaller_pools() {
    RandomGenerator random = new SplittableRandom(6);
    for (int n = 0; n < 200; n++) {
      double[] low = random.doubles(15).toArray();
      double[] high = Arrays.stream(low).map(x -> x + random.nextDouble()).toArray();
      for (int i = 0; i < low.length; i++) {
        assertTrue(falling(low)[i] <= falling(high)[i] + 1e-12);
      }
    }
  }
}
