package org.querent.core.archive;

/** The names of the entries of an archive. */
final class Entries {
  static final String HEADER = "header.json";
  static final String CHECKSUM = "header.sha256";

  private Entries() {}

  static String ofArray(String name) {
    return name + ".npy";
  }

  /** What the checksum's entry says: a line that sha256sum understands. */
  static String checksum(byte[] header) {
    return Sha256.hex(header) + "  " + HEADER + "\n";
  }
}
