package org.querent.experiments.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists and scalars as YAML.
 *
 * <p>Stateless and thread-safe.
 */
public final class YamlText {
  private static final ObjectWriter WRITER =
      new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .writer();

  /** The class of maps whose entries each start of Java puts in another order. */
  private static final Class<?> UNORDERED = Map.of(1, 1, 2, 2).getClass();

  private YamlText() {}

  /**
   * The map as one YAML document in block style, in the order of the map, ending with a line feed:
   * the same map gives the same text on every machine.
   *
   * @throws IllegalArgumentException if a value is no map, list or scalar
   */
  public static String of(Map<String, ?> document) {
    assert isOrdered(document) : "Map.of has no order in " + document;
    try {
      return WRITER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no form in YAML: " + document, e);
    }
  }

  private static boolean isOrdered(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.getClass() != UNORDERED && map.values().stream().allMatch(YamlText::isOrdered);
    }
    return !(value instanceof List<?> list) || list.stream().allMatch(YamlText::isOrdered);
  }
}
