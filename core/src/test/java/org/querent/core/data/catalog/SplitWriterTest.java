package org.querent.core.data.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Dataset;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingsForm;

class SplitWriterTest {
  private static final RatingScale SCALE = new RatingScale(-10, 10);

  @TempDir Path folder;

  private static List<String> rows(Ratings ratings) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < ratings.size(); row++) {
      rows.add(
          String.join(
              "|",
              ratings.userIds().idOf(ratings.user(row)),
              ratings.itemIds().idOf(ratings.item(row)),
              "" + ratings.rating(row),
              "" + ratings.timestamp(row)));
    }
    return rows;
  }

  /** Ids that would not stand in a line as they are, ratings of all lengths. */
  @Test
  void what_is_written_is_read_to_the_letter() throws IOException {
    Ratings ratings =
        Ratings.of(
            SCALE,
            List.of(
                new Rating("a,b", "say \"no\"", -1.5, 0),
                new Rating("two\nlines", "\u00e9\u4e00", 1.0 / 8, 1_700_000_000),
                new Rating("01", "1", 1e-5, 99),
                new Rating("1", "01", 10, 5)));
    int[][] parts = {{2}, {0, 3}, {1}};
    String[] names = {"test.csv", "initial.csv", "pool.csv"};
    for (int n = 0; n < 3; n++) {
      SplitWriter.write(folder.resolve(names[n]), ratings.select(parts[n]));
    }
    SplitFiles files =
        new SplitFiles(
            folder.resolve(names[0]),
            Optional.of(folder.resolve(names[1])),
            folder.resolve(names[2]));
    SplitReader reader = new SplitReader(SCALE, RatingsForm.FOUND_OUT);
    assertEquals(rows(ratings.select(new int[] {2, 0, 3, 1})), rows(reader.whole(files).ratings()));
    Dataset split = reader.split(new Dataset("all", ratings, ""), List.of(files));
    assertEquals(List.of(2), boxed(split.split(7).test()));
    assertEquals(List.of(0, 3), boxed(split.split(7).initial()));
    assertEquals(List.of(1), boxed(split.split(7).pool()));
  }

  @Test
  void of_ratings_without_times_no_times_are_written() throws IOException {
    Ratings ratings =
        Ratings.of(SCALE, List.of(new Rating("u1", "01", 4, 0), new Rating("u1", "1", 2, 0)));
    SplitFiles files =
        new SplitFiles(folder.resolve("t.csv"), Optional.empty(), folder.resolve("p.csv"));
    SplitWriter.write(files.test(), ratings.select(new int[] {0}));
    SplitWriter.write(files.pool(), ratings.select(new int[] {1}));
    assertEquals(List.of("userId,movieId,rating", "u1,01,4.0"), Files.readAllLines(files.test()));
    RatingsForm other = RatingsForm.FOUND_OUT.withKind(RatingsForm.Kind.LIBFM);
    assertEquals(rows(ratings), rows(new SplitReader(SCALE, other).whole(files).ratings()));
  }

  private static List<Integer> boxed(int[] rows) {
    return Arrays.stream(rows).boxed().toList();
  }
}
