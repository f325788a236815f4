package org.querent.experiments.yaml;

/** The way to a node as messages write it: {@code queries.budget}, {@code strategies[2]}. */
public final class KeyPath {
  private KeyPath() {}

  /** The way to a key of a mapping. */
  public static String of(String parent, String key) {
    return parent.isEmpty() ? Found.oneLine(key) : parent + "." + Found.oneLine(key);
  }

  /** The way to an element of a list, from 0. */
  public static String of(String parent, int index) {
    return parent + "[" + index + "]";
  }
}
