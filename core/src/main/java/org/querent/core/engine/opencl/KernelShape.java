package org.querent.core.engine.opencl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.core.engine.EngineException;

/** How the rows of a side are shared between the work-items of a device. */
enum KernelShape {
  /** A work-item a row, for processors, which have no local memory but their caches. */
  ITEM("item", 8),

  /** A work-group a row, for graphics cards, which have few registers an item and many items. */
  GROUP("group", 64);

  /** The variable of the environment that says which shape to take. */
  static final String VARIABLE = "QUERENT_OPENCL_SHAPE";

  private final String word;

  /** The size of work-groups. */
  final int lanes;

  KernelShape(String word, int lanes) {
    this.word = word;
    this.lanes = lanes;
  }

  /**
   * The shape that is asked for, if any.
   *
   * @param word what {@link #VARIABLE} holds; empty if it is not set
   * @throws EngineException if there is no such shape
   */
  static Optional<KernelShape> asked(String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(values())
            .filter(shape -> shape.word.equals(word))
            .findFirst()
            .orElseThrow(() -> new EngineException(refusal(word))));
  }

  private static String refusal(String word) {
    String words = Arrays.stream(values()).map(it -> it.word).collect(Collectors.joining(" or "));
    return String.format(
        Locale.ROOT, "engine: opencl: %s is %s, and may be %s or unset", VARIABLE, word, words);
  }

  /** What it is, in words. */
  String words() {
    return "a work-" + word + " a row";
  }
}
