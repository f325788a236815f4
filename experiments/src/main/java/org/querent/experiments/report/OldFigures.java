package org.querent.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.experiments.report.figure.Figure;

/** Figures in a folder that nothing draws any more, such as those of a metric that was removed. */
final class OldFigures {
  private static final String SVG = ".svg";

  private OldFigures() {}

  /**
   * Deletes the figures of older reports. Only where there is an SVG file that says it was drawn
   * here, so that figures which somebody put there by hand stay.
   *
   * @param folder where figures are
   * @param figures those to keep
   */
  static void delete(Path folder, List<Figure> figures) throws IOException {
    Set<String> kept = figures.stream().map(Figure::name).collect(Collectors.toSet());
    for (String name : drawn(folder)) {
      if (!kept.contains(name)) {
        deleteAll(folder, name);
      }
    }
  }

  /** Deletes the figure of a name, if it was drawn here. */
  static void delete(Path folder, String name) throws IOException {
    if (drawn(folder).contains(name)) {
      deleteAll(folder, name);
    }
  }

  private static void deleteAll(Path folder, String name) throws IOException {
    // The SVG file last: if this ends in between, the next report finds it again.
    for (String extension : List.of(".pdf", ".png", SVG)) {
      Files.deleteIfExists(folder.resolve(name + extension));
    }
  }

  private static List<String> drawn(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(SVG)).sorted().toList();
    }
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      if (Figure.isOwn(Files.readAllBytes(file))) {
        String name = file.getFileName().toString();
        names.add(name.substring(0, name.length() - SVG.length()));
      }
    }
    return names;
  }
}
