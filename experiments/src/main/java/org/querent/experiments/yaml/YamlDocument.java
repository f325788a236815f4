package org.querent.experiments.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.experiments.ExperimentException;

/**
 * Reads one YAML document into located nodes.
 *
 * <p>The text is untrusted: its size, depth and number of nodes are bounded, aliases (which can
 * make a small text a huge document) and tags (which can name types) are refused.
 *
 * <p>Stateless and thread-safe, but {@link Problems} is not.
 */
public final class YamlDocument {
  /** The largest document: bytes of a file, characters of a text. */
  static final int MAX_SIZE = 1 << 20;

  /** Mappings and lists within one another. */
  static final int MAX_DEPTH = 50;

  /** Keys, values, mappings and lists together. */
  static final int MAX_NODES = 50_000;

  private YamlDocument() {}

  /**
   * Reads a text; O(length).
   *
   * <p>A text that is not one YAML document adds one problem and gives nothing. Duplicate keys,
   * anchors, aliases and tags add a problem each and reading goes on without them.
   *
   * @param text the document
   * @param problems gets every problem found, and knows the name of the file
   */
  public static Optional<YamlNode> parse(String text, Problems problems) {
    try {
      return new YamlReader(text, problems).read();
    } catch (UnreadableYamlException e) {
      problems.add(e.location(), "", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Reads a file in UTF-8 as {@link #parse(String, Problems)} reads a text.
   *
   * @throws ExperimentException if the file is missing, cannot be read, or is not UTF-8
   */
  public static Optional<YamlNode> parse(Path file, Problems problems) {
    byte[] bytes = bytesOf(file);
    if (bytes.length > MAX_SIZE) {
      problems.add(Location.START, "", tooBig());
      return Optional.empty();
    }
    return parse(decode(file, bytes), problems);
  }

  static String tooBig() {
    return "found more than " + MAX_SIZE + " bytes, allowed at most " + MAX_SIZE + " in a document";
  }

  private static byte[] bytesOf(Path file) {
    if (Files.isDirectory(file)) {
      throw new ExperimentException(file + " is a folder; give the YAML file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_SIZE + 1);
    } catch (NoSuchFileException e) {
      throw new ExperimentException(
          "There is no file " + file + "; check the spelling and the working directory", e);
    } catch (IOException e) {
      throw new ExperimentException(
          "The file " + file + " cannot be read (" + e + "); check its permissions", e);
    }
  }

  private static String decode(Path file, byte[] bytes) {
    try {
      // A decoder, unlike new String(), refuses malformed input instead of replacing it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ExperimentException("The file " + file + " is not UTF-8; save it as UTF-8", e);
    }
  }
}
