package org.querent.core.data.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;

/** Small files of every form: each reads to the ratings that are said, or is refused as is said. */
class FormsTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "/org/querent/core/data/form/read.txt",
      delimiter = '|',
      quoteCharacter = '\'',
      maxCharsPerColumn = 10_000)
  void a_file_is_read_as_its_settings_say(String file, String settings, String ratings) {
    assertEquals(ratings, shown(read(file, settings).ratings()), file);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "/org/querent/core/data/form/refused.txt",
      delimiter = '|',
      quoteCharacter = '\'',
      maxCharsPerColumn = 10_000)
  void a_file_is_refused_with_the_setting_that_helps(
      String file, String settings, String beginning, String end) {
    String told = assertThrows(DatasetException.class, () -> read(file, settings)).getMessage();
    assertTrue(told.contains(file + beginning), told);
    assertTrue(told.endsWith(end), told);
  }

  private static RatingsReading read(String file, String settings) {
    return new RatingsReader()
        .read(FormFiles.path(file), new RatingScale(0, 5), FormFiles.form(settings));
  }

  /** Every rating as user, item, value and, if there is one, time. */
  private static String shown(Ratings ratings) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < ratings.size(); row++) {
      String time = ratings.timestamp(row) == 0 ? "" : " " + ratings.timestamp(row);
      rows.add(
          ratings.userIds().idOf(ratings.user(row))
              + " "
              + ratings.itemIds().idOf(ratings.item(row))
              + " "
              + ratings.rating(row)
              + time);
    }
    return String.join(", ", rows);
  }
}
