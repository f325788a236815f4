package org.querent.experiments.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
  private static final List<String> NAMES =
      List.of("random", "max-variance", "expected-variance-reduction", "thompson-sampling");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void distance_is_zero_for_equal_words_only_and_the_same_in_both_directions(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 3_000; n++) {
      String a = word(random);
      String b = word(random);
      assertEquals(a.equals(b), Nearest.distance(a, b) == 0, a + " " + b);
      assertEquals(Nearest.distance(a, b), Nearest.distance(b, a), a + " " + b);
      assertTrue(Nearest.distance(a, b) >= Math.abs(a.length() - b.length()), a + " " + b);
      assertTrue(Nearest.distance(a, b) <= Math.max(a.length(), b.length()), a + " " + b);
    }
  }

  /**
   * A way around may be shorter, as no part is edited twice, but not by more than half: a swap is
   * two changes of Levenshtein's distance, which is a metric and nowhere less than this one.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_way_around_costs_at_least_half(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 3_000; n++) {
      String a = word(random);
      String b = word(random);
      String c = word(random);
      int around = Nearest.distance(a, c) + Nearest.distance(c, b);
      assertTrue(Nearest.distance(a, b) <= 2 * around, a + " " + c + " " + b);
    }
    assertEquals(3, Nearest.distance("ca", "abc"));
    assertEquals(2, Nearest.distance("ca", "ac") + Nearest.distance("ac", "abc"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void each_slip_costs_one(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 2_000; n++) {
      String word = "x" + word(random);
      int at = random.nextInt(word.length());
      String without = word.substring(0, at) + word.substring(at + 1);
      String changed = word.substring(0, at) + "z" + word.substring(at + 1);
      assertEquals(1, Nearest.distance(word, without));
      assertEquals(1, Nearest.distance(without, word));
      assertEquals(1, Nearest.distance(word, changed));
    }
    assertEquals(1, Nearest.distance("random", "arndom"));
  }

  private static String word(RandomGenerator random) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(7);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "randon, random",
    "RANDOM, random",
    "max variance, max-variance",
    "Max_Varience, max-variance",
    "thomson-samplign, thompson-sampling",
    "expected-variance, ",
    "greedy, ",
    "'', "
  })
  void a_misspelt_name_is_guessed_and_another_word_is_not(String found, String guess) {
    assertEquals(Optional.ofNullable(guess), Nearest.of(found, NAMES));
  }

  @Test
  void of_equally_near_names_the_first_in_the_alphabet_is_taken() {
    assertEquals(Optional.of("aba"), Nearest.of("abd", List.of("abc", "aba", "abb")));
  }

  @Test
  void a_very_long_word_costs_nothing() {
    assertEquals(Optional.empty(), Nearest.of("x".repeat(10_000_000), NAMES));
  }
}
