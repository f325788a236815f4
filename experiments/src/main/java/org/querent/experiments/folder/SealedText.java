package org.querent.experiments.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.core.archive.Sha256;

/**
 * The text of a small file that tells whether it is as it was written: it ends in the SHA-256 of
 * what is before that, as a comment in YAML, as a field in JSON.
 *
 * @param text without its seal
 * @param isSealed whether it had one, as earlier versions wrote none
 */
public record SealedText(String text, boolean isSealed) {
  private static final Pattern YAML = Pattern.compile("# sha256 of the above: ([0-9a-f]*)\n\\z");
  private static final Pattern JSON = Pattern.compile(",?\n  \"sha256\" : \"([0-9a-f]*)\"\n}\n\\z");

  /** Seals a document in YAML, which ends with a line. */
  static String yaml(String document) {
    return document + "# sha256 of the above: " + sum(document) + "\n";
  }

  /** Seals what is written as a JSON object, as Jackson prints it for people. */
  public static String json(Object content) {
    String object;
    try {
      object = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON object: " + content, e);
    }
    String start = object.substring(0, object.lastIndexOf('}')).stripTrailing();
    String comma = start.equals("{") ? "" : ",";
    return start + comma + "\n  \"sha256\" : \"" + sum(start) + "\"\n}\n";
  }

  private static String sum(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a document in YAML.
   *
   * @return empty if it is not as it was sealed
   */
  static Optional<SealedText> readYaml(Path file) throws IOException {
    return read(file, YAML, "");
  }

  /**
   * Reads a JSON object.
   *
   * @return empty if it is not as it was sealed
   */
  public static Optional<SealedText> readJson(Path file) throws IOException {
    return read(file, JSON, "\n}\n");
  }

  private static Optional<SealedText> read(Path file, Pattern seal, String end) throws IOException {
    if (RunFolder.isNoFile(file)) {
      return Optional.empty();
    }
    // Bytes that are no text are as wrong as others.
    String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Matcher sealed = seal.matcher(all);
    if (!sealed.find()) {
      return Optional.of(new SealedText(all, false));
    }
    String text = all.substring(0, sealed.start());
    return sum(text).equals(sealed.group(1))
        ? Optional.of(new SealedText(text + end, true))
        : Optional.empty();
  }
}
