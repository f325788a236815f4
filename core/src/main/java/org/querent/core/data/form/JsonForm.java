package org.querent.core.data.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.querent.core.data.DatasetException;

/**
 * Objects of JSON, a line each or all in one list, whose keys are the columns; values are texts or
 * numbers, which are taken as they are written. Keys of objects within are not looked for.
 */
final class JsonForm {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(1 << 20)
                  .maxNameLength(1 << 12)
                  .maxNumberLength(1000)
                  .maxNestingDepth(100)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final String name;
  private final List<String> keys;
  private final RowSink.Places places;

  /** Reads the keys that a mapping names; a position is a key as well. */
  JsonForm(ColumnMapping columns, String name) {
    this.name = name;
    keys = columns.columns();
    places =
        new RowSink.Places(
            label(keys.get(0)),
            label(keys.get(1)),
            label(keys.get(2)),
            keys.size() > 3 ? label(keys.get(3)) : "");
  }

  private static String label(String key) {
    return "key \"" + LineSource.shown(key) + '"';
  }

  void read(InputStream in, RowSink sink) throws IOException {
    try (JsonParser parser = JSON.createParser(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      boolean list = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          add(parser, sink);
        } else if (token == JsonToken.START_ARRAY && !list) {
          list = true;
        } else if (token != JsonToken.END_ARRAY) {
          throw refused(
              parser, "found \"" + LineSource.shown(parser.getText()) + "\" in the place of one");
        }
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s, line %d: is no JSON from column %d on; each line must be an object, or form: table says that lines are columns",
              name,
              line,
              e.getLocation() == null ? 1 : e.getLocation().getColumnNr()),
          e);
    }
  }

  private void add(JsonParser parser, RowSink sink) throws IOException {
    long line = parser.currentTokenLocation().getLineNr();
    String[] values = new String[keys.size()];
    Set<String> found = new LinkedHashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (found.size() < 50) {
        found.add(key);
      }
      JsonToken value = parser.nextToken();
      int place = keys.indexOf(key);
      if (place < 0 || value == JsonToken.VALUE_NULL) {
        parser.skipChildren();
      } else if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
        values[place] = parser.getText();
      } else {
        throw refused(
            parser,
            String.format(
                Locale.ROOT,
                "%s has neither a text nor a number; columns says which keys are read",
                label(key)));
      }
    }
    for (int place = 0; place < values.length; place++) {
      if (values[place] == null) {
        missing(line, place, found, sink);
        values[place] = "";
      }
    }
    Optional<String> time = values.length > 3 ? Optional.of(values[3]) : Optional.empty();
    sink.add(line, places, values[0], values[1], values[2], time);
  }

  /** Refuses an object without a key, unless it is said that nothing may stand for a rating. */
  private void missing(long line, int place, Set<String> found, RowSink sink) {
    if (place == 2 && sink.allowsNone()) {
      return;
    }
    ColumnGuess guess = ColumnGuess.ofNames(new ArrayList<>(found));
    throw new DatasetException(
        String.format(
            Locale.ROOT,
            "%s, line %d: found an object without a value of the key \"%s\", but of %s; %s",
            name,
            line,
            LineSource.shown(keys.get(place)),
            LineSource.shown(String.join(", ", found)),
            guess.columns().isPresent()
                ? guess.setting() + " reads it"
                : "columns says which keys are read"));
  }

  private DatasetException refused(JsonParser parser, String what) {
    return new DatasetException(
        String.format(
            Locale.ROOT,
            "%s, line %d: %s; each line must be an object, such as {\"user_id\": \"u1\", \"item_id\": \"i7\", \"rating\": 4}",
            name,
            parser.currentTokenLocation().getLineNr(),
            what));
  }
}
