package org.querent.experiments.yaml;

/** Ends the reading of a document that is not YAML or not within the bounds. */
final class UnreadableYamlException extends Exception {
  private final transient Location location;

  UnreadableYamlException(Location location, String message) {
    super(message);
    this.location = location;
  }

  Location location() {
    return location;
  }
}
