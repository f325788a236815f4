package org.querent.core.data.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;

/** Small files of every form: each reads to the ratings that are said, or is refused as is said. */
class FormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "/org/querent/core/data/form/read.txt",
      delimiter = '|',
      quoteCharacter = '\'',
      maxCharsPerColumn = 10_000)
  void a_file_is_read_as_its_settings_say(String file, String settings, String ratings)
      throws Exception {
    assertEquals(ratings, shown(read(file, settings).ratings()), file);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "/org/querent/core/data/form/refused.txt",
      delimiter = '|',
      quoteCharacter = '\'',
      maxCharsPerColumn = 10_000)
  void a_file_is_refused_with_the_setting_that_helps(
      String file, String settings, String beginning, String end) throws Exception {
    String told = assertThrows(DatasetException.class, () -> read(file, settings)).getMessage();
    assertTrue(told.contains(file + beginning), told);
    assertTrue(told.endsWith(end), told);
  }

  private static RatingsReading read(String file, String settings) throws Exception {
    JsonNode node = JSON.readTree(settings);
    return new RatingsReader().read(path(file), new RatingScale(0, 5), form(node));
  }

  private static Path path(String file) throws URISyntaxException {
    return Path.of(FormsTest.class.getResource("/org/querent/core/data/form/" + file).toURI());
  }

  /** The settings as an experiment has them, in JSON. */
  private static RatingsForm form(JsonNode settings) {
    List<String> missing = new ArrayList<>();
    settings.path("missing").forEach(code -> missing.add(code.asText()));
    JsonNode columns = settings.path("columns");
    return new RatingsForm(
        text(settings, "form").map(constant(Kind::valueOf)),
        columns.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new ColumnMapping(
                    text(columns, "user"),
                    text(columns, "item"),
                    text(columns, "rating"),
                    text(columns, "timestamp"),
                    text(columns, "separator").map(constant(Separator::valueOf)))),
        text(settings, "header").map(Boolean::valueOf),
        text(settings, "decimal").map(constant(Decimal::valueOf)).orElse(Decimal.POINT),
        text(settings, "time").map(constant(Time::valueOf)).orElse(Time.AUTO),
        text(settings, "comment"),
        text(settings, "encoding").map(constant(Encoding::valueOf)),
        missing);
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }

  private static <T> Function<String, T> constant(Function<String, T> valueOf) {
    return name -> valueOf.apply(name.toUpperCase(Locale.ROOT).replace('-', '_'));
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
