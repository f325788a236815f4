package org.querent.experiments.yaml;

/** The way to a node as messages write it: {@code queries.budget}, {@code strategies[2]}. */
final class KeyPath {
  private KeyPath() {}

  static String of(String parent, String key) {
    return parent.isEmpty() ? Found.oneLine(key) : parent + "." + Found.oneLine(key);
  }

  static String of(String parent, int index) {
    return parent + "[" + index + "]";
  }
}
