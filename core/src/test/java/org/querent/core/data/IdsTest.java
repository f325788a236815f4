package org.querent.core.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  /** Each is another id than each other. */
  private static final List<String> DIFFERENT =
      List.of(
          "1",
          "01",
          "001",
          "1.0",
          "+1",
          "-1",
          "--1",
          "-01",
          " 1",
          "1 ",
          "\uff11",
          "0",
          "-0",
          "00",
          "-",
          "999999999999999999",
          "-999999999999999999",
          "1000000000000000000",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "12345678901234567890123",
          "123e4567-e89b-12d3-a456-426614174000",
          "A3SGXH7AUHU8GW",
          "a3sgxh7auhu8gw",
          "034545104X",
          "u-00017",
          "\u00e9",
          "e\u0301",
          "\ud83d\ude00",
          "\ud83d\ude01",
          "<a href=\"x\">&amp;",
          "a\u202eb",
          "a\nb",
          "a,b",
          "\u0000",
          "\ufffd");

  @Test
  void ids_that_are_written_differently_are_different() {
    Ids ids = Ids.of(DIFFERENT);
    assertEquals(DIFFERENT.size(), ids.size());
    for (int n = 0; n < ids.size(); n++) {
      assertEquals(DIFFERENT.get(n), ids.idOf(n));
      assertEquals(OptionalInt.of(n), ids.indexOf(DIFFERENT.get(n)));
    }
    assertEquals(ids.indexOf("-1"), ids.indexOf(-1));
    assertEquals(ids.indexOf("9223372036854775807"), ids.indexOf(Long.MAX_VALUE));
    assertEquals(ids.indexOf("-9223372036854775808"), ids.indexOf(Long.MIN_VALUE));
    assertEquals(OptionalInt.empty(), ids.indexOf("2"));
    assertEquals(OptionalInt.empty(), ids.indexOf(""));
    assertEquals(OptionalInt.empty(), ids.indexOf("\ud83d"), "half of a character is no id");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void each_text_has_one_index_and_each_index_its_text(long seed) throws Exception {
    RandomGenerator random = new SplittableRandom(seed);
    for (int tries = 0; tries < 50; tries++) {
      boolean numbers = tries % 5 == 0;
      List<String> texts = new ArrayList<>();
      for (int left = random.nextInt(400); left > 0; left--) {
        texts.add(numbers ? number(random) : text(random));
      }
      check(texts);
    }
  }

  private static void check(List<String> texts) throws Exception {
    Ids ids = new Ids();
    List<Integer> found = new ArrayList<>();
    for (int n = 0; n < texts.size(); n++) {
      byte[] bytes = (">" + texts.get(n) + "<").getBytes(UTF_8);
      found.add(n % 2 == 0 ? ids.add(texts.get(n)) : ids.add(bytes, 1, bytes.length - 1));
    }
    List<String> different = List.copyOf(new LinkedHashSet<>(texts));
    assertEquals(texts.stream().map(different::indexOf).toList(), found, "first appearance");
    Ids copy = copy(ids);
    for (Ids each : List.of(ids, copy, Ids.of(different))) {
      assertEquals(different.size(), each.size());
      for (int n = 0; n < different.size(); n++) {
        assertEquals(different.get(n), each.idOf(n));
        assertEquals(OptionalInt.of(n), each.indexOf(different.get(n)));
      }
      assertEquals(
          different.stream().allMatch(text -> text.matches("0|-?[1-9][0-9]{0,17}")),
          each.areNumbers());
    }
  }

  private static String number(RandomGenerator random) {
    return "" + (random.nextBoolean() ? random.nextInt(-3, 40) : random.nextLong());
  }

  /** Numbers, what is nearly one, and any characters: lengths around those of the hash. */
  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextBoolean() ? random.nextInt(1, 4) : random.nextInt(1, 40);
    boolean any = random.nextInt(4) == 0;
    for (int n = 0; n < length; n++) {
      int c = random.nextInt(any ? Character.MAX_CODE_POINT + 1 : 4);
      if (!any) {
        text.append("01-.".charAt(c));
      } else if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    return text.isEmpty() ? number(random) : text.toString();
  }

  private static Ids copy(Ids ids) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(ids);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Ids) in.readObject();
    }
  }

  @Test
  void a_number_is_not_taken_for_what_came_before_it() {
    Ids ids = new Ids();
    assertEquals(0, ids.add(Long.MAX_VALUE));
    assertEquals(1, ids.add("a"));
    assertEquals(2, ids.add(Long.MIN_VALUE), "which is how the first text is kept");
    assertEquals(
        List.of(1, 2, 0), List.of(ids.add("a"), ids.add(Long.MIN_VALUE), ids.add(Long.MAX_VALUE)));
  }

  @Test
  void numbers_are_given_out_as_they_came() {
    long[] numbers = {5, 0, -4, 999_999_999_999_999_999L};
    Ids ids = Ids.of(numbers);
    assertTrue(ids.areNumbers());
    assertArrayEquals(numbers, ids.numbers());
    assertThrows(IllegalStateException.class, () -> Ids.of(List.of("1", "x")).numbers());
  }

  @Test
  void what_is_no_id_is_refused_and_so_is_one_that_is_there_twice() {
    String longest = "\u00e9".repeat(Ids.LONGEST / 2);
    assertEquals(longest, Ids.of(List.of(longest)).idOf(0));
    for (String none : List.of("", longest + "x", "\ud83d", "\ude00\ud83d", "a\udc00")) {
      assertTrue(Ids.fault(none).isPresent());
      assertThrows(IllegalArgumentException.class, () -> Ids.of(List.of(none)));
    }
    assertThrows(IllegalArgumentException.class, () -> Ids.of(List.of("x", "y", "x")));
    assertThrows(IllegalArgumentException.class, () -> Ids.of(new long[] {1, 2, 1}));
    assertThrows(IllegalArgumentException.class, () -> Ids.of(List.of("7", "7")));
  }
}
