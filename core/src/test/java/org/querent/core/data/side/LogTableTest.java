package org.querent.core.data.side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.archive.Sha256;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.Incidence;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;

class LogTableTest {
  private static final Ids USERS = Ids.of(new long[] {7, 8, 9});
  private static final Ids ITEMS = Ids.of(List.of("B00X", "c0ffee-1", "0071"));

  @TempDir Path folder;

  private Path file(String lines) throws IOException {
    return Files.writeString(folder.resolve("views.csv"), lines.strip().replace('/', '\n') + "\n");
  }

  private ConsumptionLog read(String lines) throws IOException {
    return LogTable.NAMED.read(file(lines), USERS, ITEMS);
  }

  private static String pairs(ConsumptionLog log) {
    Incidence pairs = log.pairs();
    StringBuilder text = new StringBuilder();
    for (int user = 0; user < pairs.userCount(); user++) {
      for (int n = 0; n < pairs.count(user); n++) {
        text.append(USERS.idOf(user)).append(':').append(ITEMS.idOf(pairs.item(user, n)));
        text.append(' ');
      }
    }
    return text.toString().strip();
  }

  @Test
  void a_pair_counts_once_and_who_has_no_rating_is_left_out_and_counted() throws IOException {
    String lines = "userId,asin,seen/7,B00X,1/9,0071,x/7,B00X,2/7,71,3/6,B00X,4/7,c0ffee-1,5";
    ConsumptionLog log = read(lines);
    assertEquals("7:B00X 7:c0ffee-1 9:0071", pairs(log));
    assertEquals(6, log.rows());
    assertEquals(2, log.leftOut());
    assertEquals(
        "views.csv: 3 pairs of 2 users and 3 items; 2 rows left out, of users or items without a"
            + " rating",
        log.told());
    assertEquals(Sha256.hex(Files.readAllBytes(folder.resolve("views.csv"))), log.sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "who,what/7,B00X/8,0071 | who | what | ",
        "a;b;c/x;7;B00X/y;8;0071 | 2 | c | ",
        "7 x B00X/8 x 0071 | 1 | 3 | ",
        "userId,itemId,plays/7,B00X,3/7,c0ffee-1,0/8,0071,.5/9,0071,0.0 | | | plays",
      })
  void columns_are_known_by_their_names_or_said(
      String lines, String user, String item, String count) throws IOException {
    LogTable table =
        new LogTable(
            Optional.ofNullable(user),
            Optional.ofNullable(item),
            Optional.ofNullable(count),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertEquals("7:B00X 8:0071", pairs(table.read(file(lines), USERS, ITEMS)));
  }

  @Test
  void a_packed_log_is_read_and_its_sum_is_that_of_the_file() throws IOException {
    Path file = folder.resolve("views.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("user\titem\n7\tB00X\n8\t0071\n".getBytes(StandardCharsets.UTF_8));
    }
    ConsumptionLog log = LogTable.NAMED.read(file, USERS, ITEMS);
    assertEquals("7:B00X 8:0071", pairs(log));
    assertEquals(Sha256.hex(Files.readAllBytes(file)), log.sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7,B00X               |, line 1: found \"7,B00X\", which is not a header with a user and an item",
        "userId,title/7,B00X  |, line 1: found \"userId,title\", which is not a header",
        "userId,asin/7        |, line 2: found \"7\", which is not a user and an item in 2 columns",
        "userId,asin/7,B00X/7,|, line 3: found \"7,\", which is not a user",
        "userId,asin/7,B00X,1 |, line 2: found \"7,B00X,1\", which is not a user and an item in 2 columns",
        "userId,asin/\"7,B00X |, in the row after line 1: found a quote that is not closed",
        "userId,asin          |: it has no row of who consumed what",
        "userId,asin/07,B00X/7,71 |: no row of its 2 is of a user and an item that have ratings; the first is of user \"07\" and item \"B00X\", the ratings have users such as \"7\" and items such as \"B00X\": ids are compared to the letter; columns",
      })
  void what_is_no_log_is_refused_with_its_line_and_what_to_do(String lines, String complaint)
      throws IOException {
    String message = assertThrows(DatasetException.class, () -> read(lines)).getMessage();
    assertTrue(
        message.startsWith(folder.resolve("views.csv") + complaint.stripTrailing()), message);
  }

  @Test
  void a_column_or_a_count_that_is_none_is_refused() throws IOException {
    LogTable both =
        new LogTable(
            Optional.of("asin"),
            Optional.of("2"),
            Optional.of("n"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Path file = file("userId,asin,n/7,B00X,1");
    String message =
        assertThrows(DatasetException.class, () -> both.read(file, USERS, ITEMS)).getMessage();
    assertTrue(message.contains("one column cannot be both users and items"), message);
    LogTable counted =
        new LogTable(
            Optional.empty(),
            Optional.empty(),
            Optional.of("n"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Path often = file("userId,asin,n/7,B00X,often");
    message =
        assertThrows(DatasetException.class, () -> counted.read(often, USERS, ITEMS)).getMessage();
    assertTrue(message.contains("line 2: found \"7,B00X,often\", whose count \"often\""), message);
    message =
        assertThrows(
                DatasetException.class,
                () -> counted.read(folder.resolve("gone.csv"), USERS, ITEMS))
            .getMessage();
    assertTrue(message.contains("there is no file " + folder.resolve("gone.csv")), message);
  }

  private static Ratings ratings(String... pairs) {
    return Ratings.of(
        RatingScale.WHOLE_STARS,
        List.of(pairs).stream()
            .map(pair -> pair.split(":"))
            .map(pair -> new Rating(pair[0], pair[1], 3, 0))
            .toList());
  }

  @Test
  void a_log_of_the_ratings_is_told_from_one_of_all_that_was_consumed_or_was_held_back()
      throws IOException {
    Ratings all = ratings("7:a", "7:b", "8:a", "8:b", "9:a", "9:c");
    Ratings test = all.select(new int[] {1, 4});
    String rated = "userId,itemId/7,a/7,b/8,a/8,b/9,a/9,c";
    assertEquals(OptionalDouble.of(1), leak(rated, all, test));
    assertEquals(OptionalDouble.empty(), leak(rated + "/7,c/8,c/9,b", all, test));
    assertEquals(OptionalDouble.empty(), leak("userId,itemId/7,a/8,a/8,b/9,c", all, test));
    assertEquals(OptionalDouble.empty(), leak(rated, all, all.select(new int[0])));
  }

  private OptionalDouble leak(String lines, Ratings all, Ratings test) throws IOException {
    return LogTable.NAMED.read(file(lines), all.userIds(), all.itemIds()).leak(all, test);
  }
}
