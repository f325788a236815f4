package org.querent.core.data.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingFiles.Format;
import org.querent.core.data.form.RatingFiles.Packing;
import org.querent.core.data.form.RatingFiles.Row;

class RatingsReaderTest {
  private static final String MARK = "\ufeff";
  private static final String HEADER = "userId,movieId,rating,timestamp\n";

  @TempDir Path folder;

  static Stream<Arguments> formats_in_packings() {
    return Arrays.stream(Format.values())
        .flatMap(
            format ->
                Arrays.stream(Packing.values()).map(packing -> Arguments.of(format, packing)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("formats_in_packings")
  void every_format_is_read_in_every_packing(Format format, Packing packing) throws IOException {
    List<Row> rows = RatingFiles.rows(1500, new SplittableRandom(1));
    String text = String.join("\n", format.lines(rows)) + "\n";
    // Recognised by content: the name says nothing.
    Path file = folder.resolve("some.file");
    Files.write(file, packing.pack(format.file, text.getBytes(UTF_8)));
    assertRows(rows, new RatingsReader().read(file, RatingScale.HALF_STARS));
  }

  /** More than one buffer of text, so that lines and their ends lie across its boundaries. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void what_was_written_is_read_whatever_ends_the_lines(long seed) throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    Format format = Format.values()[random.nextInt(3)];
    List<Row> rows = RatingFiles.rows(random.nextInt(1, 8000), random);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? MARK : "");
    String end = "";
    for (String line : format.lines(rows)) {
      text.append(end).append(line);
      end = random.nextBoolean() ? "\r\n" : "\n";
    }
    text.append(random.nextBoolean() ? "" : end + " \t\r\n".repeat(random.nextInt(3)));
    byte[] bytes = Packing.values()[random.nextInt(3)].pack(format.file, bytes(text.toString()));
    Path file = Files.write(folder.resolve("ratings"), bytes);
    assertRows(rows, new RatingsReader().read(file, RatingScale.HALF_STARS));
  }

  private static void assertRows(List<Row> rows, Ratings ratings) {
    assertEquals(rows.size(), ratings.size());
    for (int n = 0; n < rows.size(); n++) {
      Row row = rows.get(n);
      assertEquals("" + row.user(), ratings.userIds().idOf(ratings.user(n)), "user of row " + n);
      assertEquals("" + row.item(), ratings.itemIds().idOf(ratings.item(n)), "item of row " + n);
      assertEquals(row.rating(), ratings.rating(n), "rating of row " + n);
      assertEquals(row.timestamp(), ratings.timestamp(n), "time of row " + n);
    }
  }

  @Test
  void ids_are_numbered_densely_in_order_of_appearance() throws IOException {
    List<Row> rows = RatingFiles.rows(900, new SplittableRandom(2));
    Ratings ratings = read(String.join("\n", Format.TABS.lines(rows)));
    Set<String> users = new LinkedHashSet<>();
    Set<String> items = new LinkedHashSet<>();
    rows.forEach(row -> users.add("" + row.user()));
    rows.forEach(row -> items.add("" + row.item()));
    assertEquals(List.copyOf(users), ids(ratings.userIds()));
    assertEquals(List.copyOf(items), ids(ratings.itemIds()));
    assertEquals(users.size(), ratings.userCount());
    assertEquals(items.size(), ratings.itemCount());
    assertEquals(OptionalInt.empty(), ratings.userIds().indexOf(-7));
  }

  private static List<String> ids(Ids ids) {
    List<String> all = new ArrayList<>();
    for (int n = 0; n < ids.size(); n++) {
      assertEquals(n, ids.indexOf(ids.idOf(n)).orElseThrow());
      all.add(ids.idOf(n));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void the_time_may_be_left_out(Format format) throws IOException {
    String header = format == Format.COMMAS ? "userId,movieId,rating\n" : "";
    Ratings ratings = read(header + String.join(format.separator, "7", "8", "2.5"));
    assertEquals(2.5f, ratings.rating(0));
    assertEquals(0, ratings.timestamp(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\t2",
        "1\t2\t",
        "1\t2\t3\t",
        "1\t2\t3\t4\t5",
        "1\t2\t3\t4 ",
        " 1\t2\t3\t4",
        "1 2 3 4",
        "1,2,3,4",
        "1\t\t3\t4",
        "\t2\t3\t4",
        "1\t2\tx\t4",
        "1\t2\t3\ty",
        "1\t2\t3\t-4",
        "1\t2\t3.5.5\t4",
        "1\t2\t3e0\t4",
        "1\t2\tNaN\t4",
        "1\t2\t3\t4.5",
        "\"1\"\t2\t3\t4",
        "\ufeff1\t2\t3\t4"
      })
  void a_malformed_line_is_named_with_file_number_and_content(String line) {
    assertRefused(
        "10\t20\t3\t4\n11\t20\t3\t4\n" + line + "\n12\t20\t3\t4\n",
        "line 3: found \"" + LineSource.shown(line) + "\"");
  }

  @Test
  void a_header_counts_as_a_line_and_a_mark_does_not() {
    assertRefused(MARK + HEADER + "1,2,3,4\r\n1;2;3;4\n", "line 3: found \"1;2;3;4\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.49", "5.01", "5.5", "6", "999999999999999999"})
  void a_rating_out_of_range_is_refused(String rating) {
    String line = "3," + "4," + rating + ",0";
    assertRefused(
        HEADER + "1,2,3,4\n" + line + "\n", "line 3", "\"" + line + "\"", "allowed are 0.5 to 5.0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void a_pair_rated_twice_is_named_with_both_lines(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Format format = Format.values()[random.nextInt(3)];
    List<Row> rows = RatingFiles.rows(200, random);
    int first = random.nextInt(rows.size());
    int second = random.nextInt(first + 1, rows.size() + 1);
    Row twice = rows.get(first);
    rows.add(second, new Row(twice.user(), twice.item(), 3, 0));
    int header = format == Format.COMMAS ? 1 : 0;
    assertRefused(
        String.join("\n", format.lines(rows)),
        "line " + (second + 1 + header) + ":",
        "user " + twice.user() + " rates item " + twice.item(),
        "after line " + (first + 1 + header) + ";");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \r\n\n\t", "\ufeff", "\ufeff\r\n"})
  void an_empty_file_is_refused(String text) {
    assertRefused(text, "is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n", "\n \n\t\n"})
  void a_header_without_ratings_is_refused(String rest) {
    assertRefused(HEADER.strip() + rest, "a header and no ratings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2 3 4", "1,2,3,4", "movieId,title,genres", "%PDF-1.7", "1;2;3"})
  void an_unknown_format_is_refused_and_the_known_ones_named(String line) {
    assertRefused(
        line + "\n", "line 1: found \"" + line + "\"", "u.data", "ratings.dat", "ratings.csv");
  }

  @Test
  void an_empty_line_is_refused_before_a_rating_and_let_pass_after_the_last() throws IOException {
    assertRefused("1\t2\t3\t4\n \n\n1\t3\t3\t4\n", "line 2", "empty line");
    assertRefused(HEADER + "\n1,2,3,4\n", "line 2", "empty line");
    assertRefused("\n\n1\t2\t3\t4\n", "line 1", "empty line");
    assertEquals(1, read("1\t2\t3\t4\n\n \r\n\n").size());
  }

  @Test
  void a_line_without_end_is_refused_with_a_short_message() {
    String message = assertRefused("1\t2\t3\t4\n" + "x".repeat(5_000_000), "line 2", "xxx...");
    assertTrue(message.length() < folder.toString().length() + 300, message);
  }

  @Test
  void a_missing_file_and_a_folder_are_refused() {
    Path missing = folder.resolve("missing.csv");
    assertContains(refusal(missing), missing.toString(), "there is no file", "check the path");
    assertContains(refusal(folder), folder.toString(), "is a folder", "ratings.csv");
  }

  @Test
  void a_zip_without_ratings_is_refused() throws IOException {
    byte[] zip =
        RatingFiles.zip(
            "ml-x/movies.csv", new byte[10], "ml-x/ratings.csv.bak", HEADER.getBytes(UTF_8));
    Path file = Files.write(folder.resolve("x.zip"), zip);
    assertContains(refusal(file), file.toString(), "a zip without", "ratings.csv");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void a_file_cut_short_is_refused(Packing packing) throws IOException {
    List<Row> rows = RatingFiles.rows(3000, new SplittableRandom(3));
    byte[] whole = packing.pack("ratings.csv", bytes(String.join("\n", Format.COMMAS.lines(rows))));
    Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
    assertContains(refusal(file), "cannot read " + file);
  }

  @ParameterizedTest
  @EnumSource
  void errors_inside_an_archive_name_the_line_inside(Packing packing) throws IOException {
    byte[] bytes = packing.pack("u.data", bytes("1\t2\t3\t4\n1\t3\tx\t4\n"));
    Path file = Files.write(folder.resolve("packed"), bytes);
    assertContains(refusal(file), file + ", line 2: found \"1\\t3\\tx\\t4\"");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Ratings read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("ratings.txt"), text);
    return new RatingsReader().read(file, RatingScale.HALF_STARS);
  }

  private String assertRefused(String text, String... parts) {
    String message = assertThrows(DatasetException.class, () -> read(text)).getMessage();
    assertContains(message, folder.resolve("ratings.txt").toString());
    assertContains(message, parts);
    return message;
  }

  private static String refusal(Path file) {
    return assertThrows(
            DatasetException.class, () -> new RatingsReader().read(file, RatingScale.HALF_STARS))
        .getMessage();
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
  }
}
