package org.querent.core.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * What an archive says of itself.
 *
 * <p>Settings are copied on the way in and on the way out, so that a header never changes. They
 * come back from a file equal as JSON: a long that fits an int comes back as an int, a float as a
 * double.
 *
 * @param format what kind of file it is, for example {@code querent-model}: letters, digits, {@code
 *     _ . -}, at most 100
 * @param version of that kind, from 1; raised whenever an older reader would misunderstand
 * @param createdBy the program that wrote it, and its version
 * @param settings anything else, as JSON; numbers are finite
 */
public record ArchiveHeader(String format, int version, String createdBy, ObjectNode settings) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  /** Refuses what could not be read again. */
  public ArchiveHeader {
    if (!isName(format) || version < 1) {
      throw new IllegalArgumentException("format \"" + format + "\", version " + version);
    }
    requireFinite(settings);
    settings = settings.deepCopy();
  }

  /** A header without settings. */
  public static ArchiveHeader plain(String format, int version, String createdBy) {
    return new ArchiveHeader(format, version, createdBy, JsonNodeFactory.instance.objectNode());
  }

  /** Whether this may name a format or an array: it is safe as the name of a file, too. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static void requireFinite(JsonNode node) {
    // JSON has no other numbers; Jackson would turn them into text without a word.
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("the number " + node + " in settings");
    }
    node.forEach(ArchiveHeader::requireFinite);
  }

  /** The settings; a copy. */
  @Override
  public ObjectNode settings() {
    return settings.deepCopy();
  }
}
