package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.experiments.SampleExperiment;

/** What {@code inspect} guesses where a file does not say it, and what it tells of its guesses. */
class InspectGuessesTest {
  private static final Path FORMS =
      Path.of("..", "core", "src", "test", "resources", "org", "querent", "core", "data", "form");

  private static final int USERS = 30;
  private static final int ITEMS = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // What stands before the cells in the header and in each line, and for no rating.
        "'',        '',          '',  {item: 1-}",
        "'',        '',          0,   {item: 1-}",
        "-,         '',          '',  {item: 1-}",
        "-,         '',          0,   {item: 1-}",
        "-,         '%1$d,',     '',  '{user: 1, item: 2-}'",
        "'id,',     '%1$d,',     0,   '{user: 2-, item: 1}'",
        "'user,',   'u%1$d,',    '',  '{user: 1, item: 2-}'",
        "'name,age,', 'N%1$d,%2$d,', '', '{user: 1, item: 3-}'",
        "-,         'N%1$d,%2$d,', 0, '{user: 1, item: 3-}'",
      })
  void every_rating_of_a_matrix_is_read_with_a_column_of_ids_and_without(
      String header, String start, String none, String columns) {
    Random random = new Random(19);
    StringBuilder text = new StringBuilder();
    if (header != null) {
      text.append(header);
      for (int item = 1; item <= ITEMS; item++) {
        text.append("book").append(item).append(item < ITEMS ? ',' : '\n');
      }
    }
    int given = 0;
    for (int user = 1; user <= USERS; user++) {
      text.append(String.format(Locale.ROOT, start, user, 20 + random.nextInt(50)));
      for (int item = 1; item <= ITEMS; item++) {
        boolean rated = random.nextInt(3) > 0;
        given += rated ? 1 : 0;
        text.append(rated ? 1 + random.nextInt(5) : none).append(item < ITEMS ? ',' : '\n');
      }
    }
    String printed = done("inspect", SampleExperiment.write(folder, "m.csv", text.toString()));
    assertTrue(InspectCommandTest.block(printed).contains("  columns: " + columns + "\n"), printed);
    Ratings ratings = InspectCommandTest.load(printed);
    assertEquals(given, ratings.size(), printed);
    assertEquals(USERS * ITEMS, ratings.userCount() * ratings.itemCount());
    assertEquals(start.contains("%2$d"), printed.contains("\nnote: not read, for"), printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'50' | 50: far from all other ratings, 1 time; missing: [50] leaves it out, and the others"
            + " are on scale: {min: 1, max: 5}",
        "'\"2,000\"' | the comma in \"2,000\" is taken for a decimal comma; if it is between"
            + " thousands, take it out",
      })
  void what_is_odd_about_a_rating_is_told(String odd, String note) {
    StringBuilder text = new StringBuilder("user,item,rating\n");
    for (int row = 0; row < 200; row++) {
      text.append(row % 14).append(',').append(row).append(',').append(1 + row % 5).append('\n');
    }
    Path file = SampleExperiment.write(folder, "r.csv", text + "1,999," + odd + "\n");
    String printed = done("inspect", file);
    assertTrue(printed.contains("\nnote: " + note + "\n"), printed);
    String usual = done("inspect", SampleExperiment.write(folder, "r.csv", text.toString()));
    assertFalse(usual.contains("note:"), usual);
  }

  @Test
  void three_columns_that_are_alike_may_be_a_matrix() {
    Path file = SampleExperiment.write(folder, "r.csv", "1,2,3\n2,3,1\n3,1,2\n");
    String printed = done("inspect", file);
    assertTrue(printed.contains("form: wide, columns: {item: 1-}\n"), printed);
  }

  /** The fault stands first, last, and behind what is looked at for a guess. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20_003})
  void a_bad_byte_in_UTF_8_is_told_with_its_line_and_older_text_with_a_note(int line)
      throws IOException {
    StringBuilder text = new StringBuilder("user,item,rating\n");
    for (int row = 2; row < line + 9; row++) {
      text.append(row == line + 1 ? "FAULT" : row > line ? "Jürgen" : "Jim");
      text.append(',').append(row).append(",4\n");
    }
    Path file = folder.resolve("r.csv");
    Files.write(file, bytes(text.toString(), StandardCharsets.UTF_8));
    String told = Commands.refused(folder, "inspect", file);
    assertTrue(told.contains("r.csv, line " + (line + 1) + ", column 1 (user): found"), told);
    Files.write(file, bytes(text.toString(), StandardCharsets.ISO_8859_1));
    String printed = done("inspect", file);
    assertTrue(printed.contains("taken for Latin-1; see whether its letters are right, as in \""));
    assertTrue(InspectCommandTest.block(printed).contains("  encoding: latin-1\n"), printed);
  }

  /** With a byte in the place of the fault that UTF-8 has nowhere. */
  private static byte[] bytes(String text, Charset charset) throws IOException {
    String[] parts = text.split("FAULT");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(parts[0].getBytes(charset));
    bytes.write(0xff);
    bytes.write(parts[1].getBytes(charset));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip.bin", "bzip2.bin", "pbzip2.bin", "xz.bin", "zstd.bin", "zip.bin"})
  void what_is_packed_and_cut_off_is_told_in_a_sentence_that_helps(String packed)
      throws IOException {
    byte[] whole = Files.readAllBytes(FORMS.resolve(packed));
    Path file = folder.resolve("cut.csv");
    String told =
        "querent: cannot read "
            + file
            + ": what is packed in it is cut off or damaged; get the file anew, or pack it again";
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertEquals(told, Commands.refused(folder, "inspect", file).strip());
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(told, Commands.refused(folder, "inspect", file).strip());
    String columns = "user: 1, item: 2, rating: 3";
    assertEquals(told, Commands.refused(folder, "train", file, "--columns", columns).strip());
  }

  @Test
  void Parquet_that_is_cut_off_is_called_that() throws IOException {
    byte[] whole = Files.readAllBytes(FORMS.resolve("forty.parquet"));
    for (int length : new int[] {4, whole.length / 2, whole.length - 1}) {
      Path file = Files.write(folder.resolve("p"), Arrays.copyOf(whole, length));
      String told = Commands.refused(folder, "inspect", file).strip();
      assertTrue(told.contains("p, which is Parquet: found that it does not end as Parquet"), told);
      assertTrue(told.endsWith("; save it anew, or as CSV"), told);
    }
  }

  @Test
  void a_zip_of_a_Mac_has_the_one_table_that_was_packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : new String[] {"__MACOSX/._a.csv", ".DS_Store", "a.csv", "b/._c.csv"}) {
        zip.putNextEntry(new ZipEntry(entry));
        String content = entry.equals("a.csv") ? "user,item,rating\n1,2,3\n2,2,4\n" : "\0\5\26";
        zip.write(content.getBytes(StandardCharsets.US_ASCII));
      }
    }
    Path file = Files.write(folder.resolve("a.zip"), bytes.toByteArray());
    assertEquals(2, InspectCommandTest.load(done("inspect", file)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"***", "60%"})
  void where_no_rating_is_a_number_the_first_is_told_and_no_setting_that_nobody_gave(String stars) {
    Path file =
        SampleExperiment.write(
            folder, "r.csv", "user,item,rating\n1,2," + stars + "\n2,2," + stars + "\n");
    String told = Commands.refused(folder, "inspect", file);
    assertTrue(told.contains(", line 2, column 3 (rating): found \"" + stars + '"'), told);
  }
}
