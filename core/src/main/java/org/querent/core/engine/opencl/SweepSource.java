package org.querent.core.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;

/** The kernels for machines of a shape: their text is {@code sweep.cl}, after some definitions. */
final class SweepSource {
  /** The numbers of a vector. */
  private static final int VECTOR = 8;

  /** The most accumulators beside each other: so many vectors some processors keep in registers. */
  private static final int MOST = 32;

  private final int factors;
  private final Shape shape;
  private final int tiles;
  private final int tile;

  private SweepSource(int factors, Shape shape) {
    this.factors = factors;
    this.shape = shape;
    int products = factors * (factors + 1) / 2;
    int correlated = shape == Shape.FULL ? factors : 0;
    int vectors = parts(factors + products + correlated + 1, VECTOR);
    tiles = parts(vectors, MOST);
    tile = parts(vectors, tiles);
  }

  /** The kernels for a machine. */
  static SweepSource of(Machine machine) {
    return new SweepSource(machine.width - 1, machine.features.shape);
  }

  /** How many numbers a record has. */
  int record() {
    return tiles * tile * VECTOR;
  }

  /** The text, the same for machines of the same shape. */
  String text() {
    return define("K", factors)
        + define("SHAPE", shape.ordinal())
        + define("TILES", tiles)
        + define("TILE", tile)
        + define("EACH(X)", list(tile))
        + define("RIGHT(X)", list(parts(factors, VECTOR)))
        + resource();
  }

  private static int parts(int of, int size) {
    return (of + size - 1) / size;
  }

  private static String define(String name, Object value) {
    return String.format(Locale.ROOT, "#define %s %s%n", name, value);
  }

  private static String list(int count) {
    return IntStream.range(0, count).mapToObj(n -> "X(" + n + ")").collect(Collectors.joining(" "));
  }

  private static String resource() {
    try (InputStream in =
        Objects.requireNonNull(SweepSource.class.getResourceAsStream("sweep.cl"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
