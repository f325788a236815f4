package org.querent.core.data.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The files of a split of one's own, each of ratings.
 *
 * @param test what is held out
 * @param initial what is known at the start; empty where that is drawn from the pool
 * @param pool what may be asked for
 */
public record SplitFiles(Path test, Optional<Path> initial, Path pool) {
  /** A published fold: {@code u1.base} and {@code u1.test} of the prefix {@code u1}. */
  public static SplitFiles fold(Path prefix) {
    String name = prefix.getFileName().toString();
    return new SplitFiles(
        prefix.resolveSibling(name + ".test"),
        Optional.empty(),
        prefix.resolveSibling(name + ".base"));
  }

  /** What a fold is called and where it is, without the ends of its names. */
  public Path prefix() {
    return test.resolveSibling(test.getFileName().toString().replaceFirst("\\.test$", ""));
  }

  /** These files somewhere else. */
  public SplitFiles with(UnaryOperator<Path> paths) {
    return new SplitFiles(paths.apply(test), initial.map(paths), paths.apply(pool));
  }

  /** All of them. */
  List<Path> all() {
    return Stream.concat(Stream.concat(Stream.of(test), initial.stream()), Stream.of(pool))
        .toList();
  }
}
