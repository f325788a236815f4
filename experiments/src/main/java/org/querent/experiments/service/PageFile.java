package org.querent.experiments.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file of the page that asks.
 *
 * @param path where it is served
 * @param type of its content
 * @param bytes its content; aliased
 */
record PageFile(String path, String type, byte[] bytes) {
  /** All of them, from the class path. */
  static List<PageFile> all() {
    return List.of(
        read("/", "page.html", "text/html; charset=utf-8"),
        read("/page.css", "page.css", "text/css; charset=utf-8"),
        read("/page.js", "page.js", "text/javascript; charset=utf-8"),
        read("/rating.js", "rating.js", "text/javascript; charset=utf-8"));
  }

  private static PageFile read(String path, String name, String type) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      return new PageFile(path, type, Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as a reply. */
  Reply reply() {
    return new Reply(200, type, Map.of(), bytes);
  }
}
