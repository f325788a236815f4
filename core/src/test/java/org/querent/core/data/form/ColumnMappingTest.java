package org.querent.core.data.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.ColumnMapping.Separator;

class ColumnMappingTest {
  private static final List<String> NAMES = List.of("uid", "title", "item id", "stars", "when");
  private static final List<String> QUOTED = NAMES.stream().map(name -> '"' + name + '"').toList();

  private static Ratings read(String text, ColumnMapping mapping) {
    return new RatingsReader()
        .read(
            new ByteArrayInputStream(text.getBytes(UTF_8)),
            "r.csv",
            new RatingScale(-10, 10),
            RatingsForm.of(mapping));
  }

  private static String refusal(String text, ColumnMapping mapping) {
    return assertThrows(DatasetException.class, () -> read(text, mapping)).getMessage();
  }

  private static ColumnMapping named(Optional<Separator> separator) {
    return new ColumnMapping("uid", "item id", "stars", Optional.of("when"), separator);
  }

  private static ColumnMapping positions() {
    return new ColumnMapping("1", "2", "3", Optional.empty(), Optional.empty());
  }

  /** The same ratings whatever the order of the columns, the separator, the quotes, the ends. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void named_columns_are_found_wherever_they_are(Separator separator) {
    Random random = new Random(separator.ordinal());
    for (int round = 0; round < 50; round++) {
      List<String> order = new ArrayList<>(NAMES);
      Collections.shuffle(order, random);
      // Values with blanks in them must be quoted between blanks.
      boolean quoted = separator == Separator.BLANK || random.nextBoolean();
      String title = quoted ? "\"one" + separator.text() + " \"\"two\"\"\"" : "one two";
      String blank = random.nextBoolean() ? " " : "";
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
      text.append(
          String.join(
              separator.text(),
              order.stream()
                  .map(name -> quoted ? QUOTED.get(NAMES.indexOf(name)) : name)
                  .toList()));
      String end = random.nextBoolean() ? "\r\n" : "\n";
      for (int n = 0; n < 5; n++) {
        List<String> values = List.of("7", title, "" + n, "-" + n + ".5", blank + (100 + n));
        List<String> line = order.stream().map(name -> values.get(NAMES.indexOf(name))).toList();
        text.append(end).append(String.join(separator.text(), line));
      }
      Ratings ratings = read(text.toString(), named(Optional.of(separator)));
      assertEquals(5, ratings.size(), text.toString());
      for (int n = 0; n < 5; n++) {
        assertEquals("7", ratings.userIds().idOf(ratings.user(n)));
        assertEquals("" + n, ratings.itemIds().idOf(ratings.item(n)));
        assertEquals(-n - 0.5f, ratings.rating(n));
        assertEquals(100 + n, ratings.timestamp(n));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5,6,3", "5\t6\t3", "5;6;3", "5::6::3", "5;6;3;a,b"})
  void the_separator_is_what_the_first_line_has_most_of(String line) {
    Ratings ratings = read(line, positions());
    assertEquals("6", ratings.itemIds().idOf(ratings.item(0)));
    assertEquals(3, ratings.rating(0));
    assertEquals(0, ratings.timestamp(0), "without a column of times all are 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3/,2,3 | line 2, column 1: found \"\", allowed is an id, any text: an id must not be empty; columns says",
        "1,2,3/2,2,3x | line 2, column 3: found \"3x\", allowed is a number; columns says which",
        "1,2,3/2,2,'3,5' | line 2: found 4 columns where the first line has 3, in \"2,2,'3,5'\"",
        "1;2;3/2;2;3,5 | line 2, column 3: found \"3,5\", allowed is a number; decimal: comma reads",
        "1,2,3/2,2 | line 2: found 2 columns where the first line has 3, in \"2,2\"",
        "1,2,3/2,2,3,4 | line 2: found 4 columns where the first line has 3",
        "1,2,3/2,\"2,3 | in the row after line 1: found a quote that is not closed",
        "1,2,3/2,2,11 | line 2, column 3: found \"11\", allowed is a rating from -10.0 to 10.0; scale:",
        "1,2,3/1,2,4 | line 2: user 1 rates item 2 a second time, after line 1",
        "1,2 | line 1: found \"1,2\", which has 2 columns, and no column 3",
        "1,item,r/1,2,3 | line 1, column 3: found \"r\", allowed is a number; columns says which column has the ratings, header: true",
        "123 | line 1: found nothing that separates columns",
      })
  void what_is_wrong_is_told_with_line_and_column(String text, String message) {
    String told = refusal(text.replace("/", "\n"), positions());
    assertTrue(told.startsWith("r.csv, ") && told.contains(message), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uid,stars,when/1,2,3 | a header without the column \"item id\"",
        "uid,item id,stars,when,uid/1,2,3,4,5 | a header with two columns \"uid\"",
        "uid,item id,stars,when/1,,3,4 | line 2, column 2 (item id): found \"\"",
        "uid,item id,stars,when/1,2,3,x | line 2, column 4 (when): found \"x\", allowed is a time",
        "uid,item id,stars,when | r.csv has a header and no ratings",
      })
  void a_header_is_what_the_columns_are_looked_for_in(String text, String message) {
    String told = refusal(text.replace("/", "\n"), named(Optional.empty()));
    assertTrue(told.contains(message), told);
  }

  @Test
  void one_column_by_name_and_by_position_is_refused() {
    ColumnMapping mapping =
        new ColumnMapping("uid", "1", "stars", Optional.empty(), Optional.empty());
    String told = refusal("uid,stars\n1,2\n", mapping);
    assertTrue(told.contains("where column 1 (uid) is given for two purposes"), told);
  }

  @Test
  void a_line_may_hold_a_long_text_but_not_an_endless_one() {
    ColumnMapping mapping = positions();
    assertEquals(1, read("1,2,3," + "x".repeat(100_000), mapping).size());
    String told = refusal("1,2,3\n1,3,3," + "x".repeat(5_000_000), mapping);
    assertTrue(told.contains("in the row after line 1") && told.contains("characters"), told);
  }
}
