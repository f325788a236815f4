package org.querent.experiments.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.querent.core.Counted;

/**
 * The lines of a curve as they were logged.
 *
 * @param points an object each, at least one
 */
record LoggedPoints(List<JsonNode> points) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line says, as it was written, what is not a number. */
  static final class NoNumberException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoNumberException(String message) {
      super(message);
    }
  }

  /**
   * Reads lines, without those that lack what not everybody has: nothing may be relevant to the
   * last newcomers, so that they have no lists, and they may not be of all groups.
   *
   * @throws JsonProcessingException if a line is no JSON
   * @throws IllegalArgumentException if no line has all that is needed
   */
  static LoggedPoints of(List<String> lines, List<String> metrics) throws JsonProcessingException {
    List<JsonNode> points = new ArrayList<>();
    for (String line : lines) {
      points.add(JSON.readTree(line));
    }
    List<String> rare = new ArrayList<>(ofGroups(points.get(0)));
    metrics.stream().filter(it -> it.matches(".*(@|-gap-).*")).forEach(rare::add);
    points.removeIf(point -> !rare.stream().allMatch(point::has));
    if (points.isEmpty()) {
      throw new IllegalArgumentException("no line has all of " + String.join(", ", rare));
    }
    return new LoggedPoints(points);
  }

  private static List<String> ofGroups(JsonNode point) {
    List<String> names = new ArrayList<>();
    point.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> !name.endsWith("]"));
    return names;
  }

  /** Whether the last line has a number of this name. */
  boolean has(String key) {
    return points.get(points.size() - 1).has(key);
  }

  /** The names of what was measured of single groups. */
  List<String> ofGroups() {
    return ofGroups(points.get(0));
  }

  int[] queries() {
    return points.stream().mapToInt(LoggedPoints::queries).toArray();
  }

  private static int queries(JsonNode point) {
    JsonNode value = point.required("queries");
    if (!value.isInt()) {
      throw new IllegalArgumentException("found " + value + " queries, allowed a whole number");
    }
    return value.intValue();
  }

  /** The numbers of a name, which every line has to have. */
  double[] numbers(String key) {
    return points.stream().mapToDouble(point -> number(point, key)).toArray();
  }

  /** The numbers of a name, which is not logged while it is 0. */
  double[] numbersOrZero(String key) {
    return points.stream().mapToDouble(it -> it.has(key) ? number(it, key) : 0).toArray();
  }

  /** A text would silently read as zero; {@link LineLog} writes NaN and infinities as such. */
  private static double number(JsonNode point, String key) {
    JsonNode value = point.required(key);
    if (value.isTextual() && value.textValue().matches("NaN|-?Infinity")) {
      throw new NoNumberException(
          String.format(
              Locale.ROOT,
              "%s is %s after %s",
              key,
              value.textValue(),
              Counted.of(point.path("queries").asLong(), "query")));
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("found " + value + " for " + key + ", allowed a number");
    }
    return value.doubleValue();
  }
}
