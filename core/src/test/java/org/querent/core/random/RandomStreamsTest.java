package org.querent.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamsTest {
  private static final List<String> PURPOSES =
      List.of("split", "strategy", "initialisation", "a", "b", "ab", "ba", "aa");

  @Test
  void a_stream_depends_on_seed_purpose_and_index_only() {
    RandomStreams streams = new RandomStreams(7);
    streams.stream("another").nextLong();
    streams.stream("strategy", 16).nextLong();
    assertEquals(
        new RandomStreams(7).stream("strategy", 17).nextLong(),
        streams.stream("strategy", 17).nextLong());
    assertEquals(streams.stream("split").nextLong(), streams.stream("split", 0).nextLong());
  }

  @Test
  void no_two_streams_begin_alike() {
    Set<Long> first = new HashSet<>();
    int streams = 0;
    for (long seed = -20; seed < 20; seed++) {
      for (String purpose : PURPOSES) {
        for (long index = 0; index < 50; index++) {
          first.add(new RandomStreams(seed).stream(purpose, index).nextLong());
          streams++;
        }
      }
    }
    assertEquals(streams, first.size());
  }

  /** Neighbours in seed, purpose and index are as far apart as any: no correlation to see. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 42, -1})
  void streams_are_not_correlated(long seed) {
    RandomStreams streams = new RandomStreams(seed);
    int size = 20_000;
    double[] split = gaussians(streams.stream("split"), size);
    for (RandomGenerator other :
        List.of(
            streams.stream("strategy"),
            streams.stream("split", 1),
            new RandomStreams(seed + 1).stream("split"))) {
      double[] numbers = gaussians(other, size);
      for (int lag = 0; lag < 3; lag++) {
        double product = 0;
        for (int n = 0; n + lag < size; n++) {
          product += split[n + lag] * numbers[n];
        }
        // A product of independent standard normals has variance 1.
        assertEquals(0, product / size, 4.5 / Math.sqrt(size), "lag " + lag);
      }
    }
  }

  private static double[] gaussians(RandomGenerator random, int size) {
    double[] numbers = new double[size];
    Arrays.setAll(numbers, n -> random.nextGaussian());
    return numbers;
  }

  @ParameterizedTest(name = "size {0}")
  @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
  void a_permutation_holds_every_number_once(int size) {
    int[] order = RandomStreams.permutation(size, new SplittableRandom(size));
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    int[] numbers = new int[size];
    Arrays.setAll(numbers, n -> n);
    assertArrayEquals(numbers, sorted);
  }

  @Test
  void all_permutations_are_equally_likely() {
    int draws = 240_000;
    int[] counts = new int[4 * 4 * 4 * 4];
    RandomGenerator random = new SplittableRandom(11);
    for (int n = 0; n < draws; n++) {
      int[] order = RandomStreams.permutation(4, random);
      counts[((order[0] * 4 + order[1]) * 4 + order[2]) * 4 + order[3]]++;
    }
    int different = 0;
    double error = Math.sqrt(draws * (1 / 24.0) * (23 / 24.0));
    for (int count : counts) {
      if (count > 0) {
        different++;
        assertEquals(draws / 24.0, count, 4 * error);
      }
    }
    assertEquals(24, different);
  }
}
