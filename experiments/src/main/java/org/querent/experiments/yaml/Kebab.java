package org.querent.experiments.yaml;

import java.util.Locale;

/** Java names as they are written in YAML: words in lower case, joined by dashes. */
public final class Kebab {
  private Kebab() {}

  /** {@code fullRefitEvery} is {@code full-refit-every}; {@code pathOfCSVFile} keeps CSV a word. */
  static String ofCamelCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** {@code COORDINATE_ASCENT} is {@code coordinate-ascent}. */
  public static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
