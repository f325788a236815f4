package org.querent.core;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as YAML, which reads back what was written. Stateless. */
public final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("(\\.{0,2}/)?[\\p{L}_.][\\p{L}\\p{N}_./ -]*|[0-9]+(-[0-9]*)?");

  /** What YAML takes for something else than a text, or would cut. */
  private static final Pattern TAKEN =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|\\..*[0-9].*|\\.inf|\\.nan|.* ");

  private YamlText() {}

  /** A text, in quotes where it needs them. */
  public static String of(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !TAKEN.matcher(text).matches();
    if (plain) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (Character.isISOControl(character)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }
}
