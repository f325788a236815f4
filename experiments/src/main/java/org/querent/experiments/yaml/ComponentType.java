package org.querent.experiments.yaml;

import java.util.Optional;

/**
 * A type of components that can be bound, but whose meaning lives elsewhere: how its values are
 * read, and how help writes a default.
 */
public interface ComponentType {
  /** Whether a component that is declared with this class is read here. */
  boolean covers(Class<?> type);

  /** What is allowed, as messages and help say it. */
  String allowed();

  /**
   * The value that a node gives.
   *
   * @param path the keys that lead to the node
   * @param problems gets every problem
   * @return an instance of the class that is covered, or nothing if there was a problem
   */
  Optional<?> read(YamlNode node, String path, Problems problems);

  /** A value as short as it can be written in YAML, on one line. */
  String brief(Object value);
}
