package org.querent.experiments.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Reads one text, once, from Jackson's stream of YAML tokens. */
final class YamlReader {
  private static final YAMLFactory YAML = new YAMLFactory();

  // No leading zero: YAML 1.1 reads 010 as eight, which nobody means.
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?\\.(?i:inf|nan)");

  private final String text;
  private final Problems problems;
  private int nodes;

  /** A place in the text, as the parser counts, and as a string does. */
  private int codePoints;

  private int chars;

  YamlReader(String text, Problems problems) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.problems = problems;
  }

  /** The document; nothing if it is a mere alias, which is a problem. */
  Optional<YamlNode> read() throws UnreadableYamlException {
    if (text.length() > YamlDocument.MAX_SIZE) {
      throw new UnreadableYamlException(Location.START, YamlDocument.tooBig());
    }
    YamlCharacters.check(text);
    try (YAMLParser parser = YAML.createParser(text)) {
      return readDocument(parser);
    } catch (JsonProcessingException e) {
      throw YamlSyntax.explain(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<YamlNode> readDocument(YAMLParser parser)
      throws IOException, UnreadableYamlException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      throw new UnreadableYamlException(
          first == null ? Location.START : here(parser),
          "found an empty document, allowed keys with values");
    }
    Optional<YamlNode> root = readNode(parser, "", 1);
    if (parser.nextToken() != null) {
      throw new UnreadableYamlException(
          here(parser), "found a second document, allowed one document in a file");
    }
    return root;
  }

  /** The node at the current token; nothing for an alias. */
  private Optional<YamlNode> readNode(YAMLParser parser, String path, int depth)
      throws IOException, UnreadableYamlException {
    Location location = here(parser);
    count(location);
    if (parser.isCurrentAlias()) {
      problems.add(
          location, path, "found an alias (*), allowed the value itself: write it out again");
      return Optional.empty();
    }
    refuseProperties(parser, path);
    return Optional.of(
        switch (parser.currentToken()) {
          case START_OBJECT -> readMapping(parser, location, path, deeper(location, depth));
          case START_ARRAY -> readSequence(parser, location, path, deeper(location, depth));
          default -> scalar(parser, location);
        });
  }

  private Mapping readMapping(YAMLParser parser, Location location, String path, int depth)
      throws IOException, UnreadableYamlException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Location keyLocation = here(parser);
      String keyPath = KeyPath.of(path, key);
      count(keyLocation);
      refuseProperties(parser, keyPath);
      parser.nextToken();
      Optional<YamlNode> value = readNode(parser, keyPath, depth);
      if (entries.containsKey(key)) {
        problems.add(keyLocation, keyPath, again(entries.get(key).location()));
      } else {
        value.ifPresent(node -> entries.put(key, new Entry(key, keyLocation, node)));
      }
    }
    return new Mapping(location, List.copyOf(entries.values()));
  }

  private Sequence readSequence(YAMLParser parser, Location location, String path, int depth)
      throws IOException, UnreadableYamlException {
    List<YamlNode> items = new ArrayList<>();
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      readNode(parser, KeyPath.of(path, index), depth).ifPresent(items::add);
    }
    return new Sequence(location, items);
  }

  private static Scalar scalar(YAMLParser parser, Location location) throws IOException {
    String value = Optional.ofNullable(parser.getText()).orElse("");
    return new Scalar(location, value, kind(parser.currentToken(), value));
  }

  private static Kind kind(JsonToken token, String value) {
    return switch (token) {
      case VALUE_NULL -> Kind.NOTHING;
      case VALUE_TRUE, VALUE_FALSE -> Kind.TRUTH;
      case VALUE_NUMBER_INT -> WHOLE.matcher(value).matches() ? Kind.WHOLE : Kind.TEXT;
      case VALUE_NUMBER_FLOAT -> NUMBER.matcher(value).matches() ? Kind.NUMBER : Kind.TEXT;
      default -> Kind.TEXT;
    };
  }

  /**
   * Refuses an anchor or a tag. They are seen in the text, at the start of the node, because the
   * parser does not tell of the anchor of a value.
   */
  private void refuseProperties(YAMLParser parser, String path) {
    Location location = here(parser);
    int start = offset(parser.currentTokenLocation());
    char first = start < text.length() ? text.charAt(start) : ' ';
    if (first == '&') {
      problems.add(location, path, "found an anchor (&), allowed plain YAML: write each value out");
    } else if (first == '!') {
      problems.add(location, path, "found a tag (!), allowed plain YAML without types");
    }
  }

  /** The parser counts code points, a string counts chars: from where it was counted to last. */
  private int offset(JsonLocation location) {
    int to = (int) location.getCharOffset();
    chars = text.offsetByCodePoints(chars, to - codePoints);
    codePoints = to;
    return chars;
  }

  private void count(Location location) throws UnreadableYamlException {
    if (++nodes > YamlDocument.MAX_NODES) {
      throw new UnreadableYamlException(
          location, "found too large a document, allowed " + YamlDocument.MAX_NODES + " nodes");
    }
  }

  private static int deeper(Location location, int depth) throws UnreadableYamlException {
    if (depth > YamlDocument.MAX_DEPTH) {
      throw new UnreadableYamlException(
          location, "found deeper nesting, allowed " + YamlDocument.MAX_DEPTH + " levels");
    }
    return depth + 1;
  }

  private static String again(Location first) {
    return "found the key again, allowed once; it was given first in line "
        + first.line()
        + ", column "
        + first.column();
  }

  private static Location here(YAMLParser parser) {
    return locate(parser.currentTokenLocation());
  }

  static Location locate(JsonLocation location) {
    return new Location(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
