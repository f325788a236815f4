package org.querent.core.data.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;

/** The small files of every form among the resources, and what reads them. */
final class FormFiles {
  private static final String FOLDER = "/org/querent/core/data/form/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private FormFiles() {}

  /** All that are read: file, settings and ratings. */
  static List<String[]> cases() {
    try {
      return Files.readAllLines(path("read.txt")).stream().map(it -> it.split("\\|")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(String file) {
    try {
      return Path.of(FormFiles.class.getResource(FOLDER + file).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(file, e);
    }
  }

  /** The settings as an experiment has them, in JSON. */
  static RatingsForm form(String json) {
    JsonNode settings = read(json);
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
}
