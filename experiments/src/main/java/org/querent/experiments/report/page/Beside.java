package org.querent.experiments.report.page;

import java.util.List;
import java.util.function.Predicate;

/**
 * The files beside a page, to which it links.
 *
 * @param kinds what they are, those for reading first
 */
record Beside(List<Kind> kinds) {
  /** The files of one kind. */
  record Kind(String kind, List<Link> files) {}

  /** One file; its path is from the page's folder. */
  record Link(String path, String name) {}

  static Beside of(List<String> files) {
    return new Beside(
        List.of(
            kind("Tables", files, name -> name.endsWith(".csv")),
            kind("For papers", files, name -> name.matches(".*\\.(tex|bib|md)")),
            kind("Figures", files, name -> name.endsWith(".pdf")),
            kind("For programs", files, name -> name.endsWith(".json"))));
  }

  private static Kind kind(String kind, List<String> files, Predicate<String> isOf) {
    return new Kind(
        kind,
        files.stream()
            .filter(isOf)
            .sorted()
            .map(path -> new Link(path, path.substring(path.indexOf('/') + 1)))
            .toList());
  }
}
