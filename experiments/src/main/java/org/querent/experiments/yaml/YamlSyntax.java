package org.querent.experiments.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Turns the parser's errors into one line for a reader of the file. */
final class YamlSyntax {
  private YamlSyntax() {}

  static UnreadableYamlException explain(JsonProcessingException error) {
    // Jackson gives the place of the last token; only its cause knows the place of the mistake.
    if (error.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return syntaxError(locate(marked.getProblemMark()), words(marked));
    }
    Location location =
        error.getLocation() == null ? Location.START : YamlReader.locate(error.getLocation());
    return syntaxError(location, words(error));
  }

  private static UnreadableYamlException syntaxError(Location location, String words) {
    return new UnreadableYamlException(location, "this is not valid YAML: " + words);
  }

  private static Location locate(Mark mark) {
    return new Location(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String words(MarkedYAMLException error) {
    String problem = String.valueOf(error.getProblem());
    return Found.firstLine(
        error.getContext() == null ? problem : error.getContext() + ", " + problem);
  }

  private static String words(JsonProcessingException error) {
    String message = String.valueOf(error.getOriginalMessage());
    // The parser's own words name its classes.
    if (message.startsWith("Expected a field name")) {
      return "found an alias, a list or a mapping as a key, allowed plain text";
    }
    return message.startsWith("Malformed Number token")
        ? "found what begins as a number and is none; a text that begins so needs quotes"
        : Found.firstLine(message);
  }
}
