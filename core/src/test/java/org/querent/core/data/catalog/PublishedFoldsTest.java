package org.querent.core.data.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingFiles;
import org.querent.core.data.form.RatingFiles.Format;
import org.querent.core.data.form.RatingFiles.Row;

class PublishedFoldsTest {
  private static final int SIZE = 50;

  @TempDir Path folder;
  private final List<Row> rows = new ArrayList<>();

  /** Fold f tests on every fifth rating, from f on. */
  @BeforeEach
  void write_folds() throws IOException {
    for (Row row : RatingFiles.rows(SIZE, new SplittableRandom(1))) {
      rows.add(new Row(row.user(), row.item(), Math.ceil(row.rating()), row.timestamp()));
    }
    for (int fold = 1; fold <= 5; fold++) {
      write("u" + fold + ".base", part(fold, false));
      write("u" + fold + ".test", part(fold, true));
    }
  }

  private List<Row> part(int fold, boolean test) {
    return rows.stream().filter(row -> test == (rows.indexOf(row) % 5 == fold - 1)).toList();
  }

  private void write(String name, List<Row> part) throws IOException {
    Files.write(folder.resolve(name), Format.TABS.lines(part));
  }

  @Test
  void every_fold_is_its_two_files_over_the_same_users_and_items() {
    List<PublishedFolds.Fold> folds = PublishedFolds.read(folder);
    assertEquals(5, folds.size());
    for (int n = 0; n < folds.size(); n++) {
      Ratings train = folds.get(n).train();
      Ratings test = folds.get(n).test();
      assertEquals(part(n + 1, false), rows(train));
      assertEquals(part(n + 1, true), rows(test));
      assertSame(train.userIds(), test.userIds());
      assertSame(train.itemIds(), test.itemIds());
    }
  }

  private static List<Row> rows(Ratings ratings) {
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < ratings.size(); n++) {
      rows.add(
          new Row(
              Long.parseLong(ratings.userIds().idOf(ratings.user(n))),
              Long.parseLong(ratings.itemIds().idOf(ratings.item(n))),
              ratings.rating(n),
              ratings.timestamp(n)));
    }
    return rows;
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    Path missing = folder.resolve("u4.test");
    Files.delete(missing);
    assertRefused("there is no file " + missing, "ml-100k.zip");
  }

  @Test
  void a_damaged_line_is_named_with_the_number_in_its_own_file() throws IOException {
    Path file = folder.resolve("u2.test");
    Files.writeString(file, Files.readString(file) + "damaged\n");
    assertRefused(file + ", line " + (SIZE / 5 + 1) + ": found \"damaged\"");
  }

  @Test
  void a_pair_twice_in_one_file_is_named_with_both_lines_of_that_file() throws IOException {
    List<Row> part = new ArrayList<>(part(3, true));
    part.add(part.get(4));
    write("u3.test", part);
    assertRefused(folder.resolve("u3.test") + ", line " + part.size() + ":", "after line 5;");
  }

  @Test
  void a_rating_that_is_in_both_files_of_a_fold_is_refused() throws IOException {
    List<Row> part = new ArrayList<>(part(5, true));
    part.add(part(5, false).get(7));
    write("u5.test", part);
    String message =
        assertRefused(folder.resolve("u5.test") + ", line " + part.size() + ":", "a second time");
    assertTrue(!message.contains("line -"), message);
    assertTrue(message.contains("the file before"), message);
  }

  private String assertRefused(String... parts) {
    String message =
        assertThrows(DatasetException.class, () -> PublishedFolds.read(folder)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
    return message;
  }
}
