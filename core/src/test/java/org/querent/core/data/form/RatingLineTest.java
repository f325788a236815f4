package org.querent.core.data.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ids;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;

class RatingLineTest {
  private static final String ID = "([^ ,\t\"](?:[^,\t\"]*[^ ,\t\"])?)";
  private static final Pattern RATING =
      Pattern.compile(ID + "," + ID + ",([+-]?(?:\\d{1,18}(?:\\.\\d*)?|\\.\\d+))(?:,\\d{1,18})?");

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
        rating =
            switch (random.nextInt(3)) {
              case 0 -> rating + ".";
              case 1 -> "." + rating;
              default -> rating + "." + digits(4, random);
            };
      }
      rating = List.of("", "-", "+").get(random.nextInt(3)) + rating;
      String time = digits(10, random);
      RatingLine line = new RatingLine(separator.charAt(0), separator.length());
      String text = String.join(separator, user, item, rating, time);
      assertTrue(parse(line, text), text);
      assertEquals(
          new Rating(user, item, Double.parseDouble(rating), Long.parseLong(time)),
          rating(line),
          text);
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
        String other = "" + ",.0129 -+eE\tx\"".charAt(random.nextInt(14));
        text.replace(at, at + random.nextInt(2), random.nextBoolean() ? other : "");
      }
      RatingLine line = new RatingLine(',', 1);
      Matcher parts = RATING.matcher(text);
      assertEquals(parts.matches(), parse(line, text.toString()), text.toString());
      if (parts.matches()) {
        Rating rating = rating(line);
        assertEquals(List.of(parts.group(1), parts.group(2)), ids(rating), text.toString());
        assertEquals(Double.parseDouble(parts.group(3)), rating.value(), text.toString());
      }
    }
  }

  /** What MovieTweetings, Amazon, Goodreads, pandas and others call users and items. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0074638",
        "0",
        "-4",
        "-0",
        "1.0",
        "+5",
        "A3SGXH7AUHU8GW",
        "034545104X",
        "u-00017",
        "--",
        "123e4567-e89b-12d3-a456-426614174000",
        "12345678901234567890",
        "9223372036854775808",
        "Zoë",
        "日本",
        "\ud83d\ude00",
        "a b",
        "urn:isbn:1",
        "\ufffd",
        "<a href='x'>&"
      })
  void an_id_is_any_text_as_it_is_written(String id) {
    for (String separator : List.of(",", "::", "\t")) {
      RatingLine line = new RatingLine(separator.charAt(0), separator.length());
      assertTrue(parse(line, String.join(separator, id, "7", "3", "5")));
      assertEquals(new Rating(id, "7", 3, 5), rating(line));
      assertTrue(parse(line, String.join(separator, "7", id, "3")));
      assertEquals(new Rating("7", id, 3, 0), rating(line));
    }
  }

  /** Ids that begin each other, and what is refused, one line after the other. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {6, 7})
  void a_line_means_the_same_after_any_other(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<String> ids =
        List.of(
            "a", "ab", "a:", "a::", ":a", "1", "01", "1a", "1 ", "a ", "ë", "ëa", "\ufeffa", "");
    for (String separator : List.of(",", "::")) {
      RatingLine line = new RatingLine(separator.charAt(0), separator.length());
      for (int n = 0; n < 20_000; n++) {
        String user = ids.get(random.nextInt(ids.size()));
        String item = ids.get(random.nextInt(ids.size()));
        String text = String.join(random.nextInt(9) == 0 ? ";" : separator, user, item, "3");
        RatingLine fresh = new RatingLine(separator.charAt(0), separator.length());
        assertEquals(parse(fresh, text), parse(line, text), text);
        if (parse(fresh, text)) {
          assertEquals(rating(fresh), rating(line), text);
        }
      }
    }
  }

  @Test
  void an_id_that_is_not_utf8_is_latin1_as_in_the_oldest_sets() {
    byte[] bytes = "Zo\u00eb,1,3".getBytes(ISO_8859_1);
    RatingLine line = new RatingLine(',', 1);
    assertTrue(line.parse(bytes, 0, bytes.length));
    assertEquals(new Rating("Zo\u00eb", "1", 3), rating(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",1,3",
        "1,,3",
        " 1,1,3",
        "1 ,1,3",
        "1,\"1\",3",
        "1\t,1,3",
        "1\u0000,1,3",
        "1\u007f,1,3"
      })
  void an_id_that_may_be_meant_otherwise_is_refused(String text) {
    RatingLine line = new RatingLine(',', 1);
    assertFalse(parse(line, text));
    assertFalse(parse(new RatingLine(':', 2), "a:::b::3"), "where does the id end?");
  }

  @Test
  void an_id_is_as_long_as_ids_may_be() {
    RatingLine line = new RatingLine(',', 1);
    String longest = "x".repeat(Ids.LONGEST);
    assertTrue(parse(line, longest + ",1,3"));
    assertEquals(new Rating(longest, "1", 3), rating(line));
    assertFalse(parse(line, longest + "x,1,3"));
    assertFalse(parse(line, longest.substring(1) + "ë,1,3"), "one byte too long");
  }

  @Test
  void nothing_is_read_beyond_the_end_of_the_line() {
    byte[] buffer = "1,2,3,4567".getBytes(UTF_8);
    RatingLine line = new RatingLine(',', 1);
    assertTrue(line.parse(buffer, 0, 7));
    assertEquals(new Rating(1, 2, 3, 4), rating(line));
    assertTrue(line.parse(buffer, 2, 7), "2,3,4 has no time");
    assertEquals(new Rating(2, 3, 4), rating(line));
    assertFalse(line.parse(buffer, 0, 6));
    assertFalse(line.parse(buffer, 0, 0));
  }

  @Test
  void a_number_that_does_not_fit_is_refused() {
    RatingLine line = new RatingLine(',', 1);
    assertTrue(parse(line, "1,1,999999999999999999,999999999999999999"));
    assertFalse(parse(line, "1,1,9999999999999999999,1"));
    assertFalse(parse(line, "1,1,1,9999999999999999999"));
    for (String none : List.of("", "-", "+", ".", "-.", "1e3", "--1", "1.2.3", "NaN", "1,5")) {
      assertFalse(parse(line, "1,1," + none + ",1"), none);
    }
  }

  private static Rating rating(RatingLine line) {
    RatingsBuilder builder = new RatingsBuilder();
    line.addTo(builder);
    Ratings one = builder.build(RatingScale.HALF_STARS);
    return new Rating(
        one.userIds().idOf(0), one.itemIds().idOf(0), one.rating(0), one.timestamp(0));
  }

  private static List<String> ids(Rating rating) {
    return List.of(rating.user(), rating.item());
  }

  private static boolean parse(RatingLine line, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return line.parse(bytes, 0, bytes.length);
  }
}
