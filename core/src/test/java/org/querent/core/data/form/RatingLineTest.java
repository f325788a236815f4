package org.querent.core.data.form;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatingLineTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void numbers_are_those_that_java_parses(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 20_000; n++) {
      String separator = random.nextBoolean() ? "," : "::";
      String user = digits(18, random);
      String item = digits(9, random);
      String rating = digits(2, random);
      if (random.nextBoolean()) {
        rating += "." + digits(4, random);
      }
      String time = digits(10, random);
      RatingLine line = new RatingLine(separator.charAt(0), separator.length());
      String text = String.join(separator, user, item, rating, time);
      assertTrue(parse(line, text), text);
      assertEquals(Long.parseLong(user), line.user, text);
      assertEquals(Long.parseLong(item), line.item, text);
      assertEquals(Double.parseDouble(rating), line.rating, text);
      assertEquals(Long.parseLong(time), line.timestamp, text);
    }
  }

  private static String digits(int most, RandomGenerator random) {
    StringBuilder digits = new StringBuilder();
    for (int left = random.nextInt(1, most + 1); left > 0; left--) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  /** A line that lost, gained or changed a character is refused or means what it says. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void damage_is_refused_or_still_a_rating(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder("12,345,4.5,978300760");
      for (int damages = random.nextInt(1, 4); damages > 0; damages--) {
        int at = random.nextInt(text.length());
        String other = "" + ",.0129 -+eE\tx".charAt(random.nextInt(13));
        text.replace(at, at + random.nextInt(2), random.nextBoolean() ? other : "");
      }
      RatingLine line = new RatingLine(',', 1);
      boolean rating =
          text.toString().matches("\\d{1,18},\\d{1,18},\\d{1,18}(\\.\\d+)?(,\\d{1,18})?");
      assertEquals(rating, parse(line, text.toString()), text.toString());
    }
  }

  @Test
  void nothing_is_read_beyond_the_end_of_the_line() {
    byte[] buffer = "1,2,3,4567".getBytes(US_ASCII);
    RatingLine line = new RatingLine(',', 1);
    assertTrue(line.parse(buffer, 0, 7));
    assertEquals(4, line.timestamp);
    assertTrue(line.parse(buffer, 2, 7), "2,3,4 has no time");
    assertEquals(4, line.rating);
    assertEquals(0, line.timestamp);
    assertFalse(line.parse(buffer, 0, 6));
    assertFalse(line.parse(buffer, 0, 0));
  }

  @Test
  void a_number_that_does_not_fit_is_refused() {
    RatingLine line = new RatingLine(',', 1);
    assertTrue(parse(line, "999999999999999999,1,1,1"));
    assertFalse(parse(line, "9999999999999999999,1,1,1"));
    assertFalse(parse(line, "1,1,1,9999999999999999999"));
  }

  private static boolean parse(RatingLine line, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return line.parse(bytes, 0, bytes.length);
  }
}
