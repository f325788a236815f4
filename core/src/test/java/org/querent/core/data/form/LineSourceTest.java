package org.querent.core.data.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSourceTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lines_are_those_of_the_text_however_the_stream_dribbles(long seed) throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (text.length() < 300_000) {
      String line = line(random.nextInt(10) > 0 ? 40 : LineSource.LONGEST_LINE - 1, random);
      lines.add(line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    if (random.nextBoolean()) {
      lines.add("the last line has no end");
      text.append(lines.get(lines.size() - 1));
    }
    InputStream in = new ByteArrayInputStream(text.toString().getBytes(ISO_8859_1));
    assertLines(lines, read(new LineSource(new Dribble(in, random))));
  }

  /** Lengths around the limit of a line, at every distance from the end of the buffer. */
  @ParameterizedTest(name = "{0} characters after the first buffer less {1}")
  @CsvSource({"4095,0", "4096,0", "4096,1", "4096,4095", "4096,4096", "4096,4097", "0,1", "0,0"})
  void a_line_may_be_as_long_as_the_limit(int length, int before) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int left = (1 << 16) - before;
        left > 0;
        left -= lines.get(lines.size() - 1).length() + 1) {
      lines.add("x".repeat(Math.min(left, 1024) - 1));
    }
    lines.add("y".repeat(length));
    lines.add("z");
    assertLines(lines, read(source(String.join("\n", lines))));
  }

  @ParameterizedTest(name = "{0} characters")
  @ValueSource(ints = {4097, 8192, 65_535, 65_536, 65_537, 300_000})
  void a_line_beyond_the_limit_comes_in_pieces(int length) throws IOException {
    String line = line(length, length, new SplittableRandom(length));
    List<String> pieces = read(source(line + "\nnext"));
    assertEquals("next", pieces.remove(pieces.size() - 1));
    assertTrue(line.equals(String.join("", pieces)));
    for (String piece : pieces) {
      assertTrue(piece.length() <= LineSource.LONGEST_LINE);
    }
  }

  @Test
  void a_mark_is_skipped_at_the_start_only() throws IOException {
    assertEquals(List.of("a", "\ufeffb"), utf8(read(source("\ufeffa\n\ufeffb"))));
    assertEquals(List.of(""), read(source("\ufeff")));
    assertEquals(List.of(), read(source("")));
  }

  @Test
  void a_carriage_return_belongs_to_the_line_unless_it_ends_it() throws IOException {
    assertEquals(List.of("a\rb", "", "c"), read(source("a\rb\r\n\r\nc\r")));
  }

  @Test
  void no_other_byte_ends_a_line_wherever_it_is() throws IOException {
    List<String> lines = new ArrayList<>();
    for (char other = 0; other < 256; other++) {
      for (int place = 0; place < 8 && other != '\n'; place++) {
        lines.add(".".repeat(place) + other + other + ".");
      }
    }
    byte[] bytes = String.join("\n", lines).getBytes(ISO_8859_1);
    assertLines(lines, read(new LineSource(new ByteArrayInputStream(bytes))));
  }

  @Test
  void a_line_is_shown_without_invisible_characters_and_cut_short() throws IOException {
    LineSource source = source("1\t2\u00003\u001b[31m\u007f\n" + "\u00e9".repeat(200));
    assertTrue(source.next());
    assertEquals("1\\t2\\u00003\\u001b[31m\\u007f", source.shown());
    assertTrue(source.next());
    assertEquals("\u00e9".repeat(80) + "...", source.shown());
    assertEquals(2, source.number());
    assertFalse(source.next());
  }

  @ParameterizedTest
  @CsvSource({"'',true", "' \t ',true", "' x',false", "0,false"})
  void a_line_of_spaces_and_tabs_is_blank(String line, boolean blank) throws IOException {
    LineSource source = source(line + "\n");
    assertTrue(source.next());
    assertEquals(blank, source.blank());
  }

  /** Names the first difference: the lists are too long to be shown. */
  private static void assertLines(List<String> expected, List<String> lines) {
    for (int n = 0; n < Math.min(expected.size(), lines.size()); n++) {
      assertEquals(expected.get(n), lines.get(n), "line " + (n + 1));
    }
    assertEquals(expected.size(), lines.size());
  }

  private static LineSource source(String text) {
    return new LineSource(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> read(LineSource source) throws IOException {
    List<String> lines = new ArrayList<>();
    while (source.next()) {
      int length = source.end() - source.start();
      lines.add(new String(source.buffer(), source.start(), length, ISO_8859_1));
      assertEquals(lines.size(), source.number());
    }
    assertFalse(source.next(), "the end stays the end");
    return lines;
  }

  private static List<String> utf8(List<String> lines) {
    return lines.stream().map(line -> new String(line.getBytes(ISO_8859_1), UTF_8)).toList();
  }

  private static String line(int longest, RandomGenerator random) {
    return line(0, longest, random);
  }

  /** Any characters but the ends of lines. */
  private static String line(int shortest, int longest, RandomGenerator random) {
    StringBuilder line = new StringBuilder();
    for (int left = random.nextInt(shortest, longest + 1); left > 0; left--) {
      line.append((char) random.nextInt(' ', 127));
    }
    return line.toString();
  }

  /** Returns fewer bytes than asked for, as a network or an inflater does. */
  private static final class Dribble extends FilterInputStream {
    private final RandomGenerator random;

    Dribble(InputStream in, RandomGenerator random) {
      super(in);
      this.random = random;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int most = random.nextInt(20) == 0 ? length : 300;
      return super.read(buffer, offset, Math.min(length, random.nextInt(1, most + 1)));
    }
  }
}
