package org.querent.core.engine.opencl;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;

/**
 * The kernels of sweeps for machines of a shape: their text is {@code sweep.cl} and then {@code
 * items.cl} or {@code groups.cl}, after some definitions.
 */
final class SweepSource {
  /** The numbers of a vector, and of what is read from memory at once. */
  private static final int VECTOR = 8;

  /** The most accumulators beside each other: so many vectors some processors keep in registers. */
  private static final int MOST_VECTORS = 32;

  /** The most accumulators of a lane, each of which is four numbers on their way. */
  private static final int MOST_NUMBERS = 4;

  private final KernelShape kernels;
  private final int factors;
  private final Shape shape;
  private final int record;
  private final int tiles;
  private final int tile;

  private SweepSource(KernelShape kernels, int factors, Shape shape) {
    this.kernels = kernels;
    this.factors = factors;
    this.shape = shape;
    int products = factors * (factors + 1) / 2;
    int correlated = shape == Shape.FULL ? factors : 0;
    int length = factors + products + correlated + 1;
    boolean items = kernels == KernelShape.ITEM;
    int accumulators = parts(length, items ? VECTOR : kernels.lanes);
    tiles = parts(accumulators, items ? MOST_VECTORS : MOST_NUMBERS);
    tile = parts(accumulators, tiles);
    record = VECTOR * (items ? tiles * tile : parts(length, VECTOR));
  }

  /** The kernels for a machine. */
  static SweepSource of(Machine machine, KernelShape kernels) {
    return new SweepSource(kernels, machine.width - 1, machine.features.shape);
  }

  /** The shape of the kernels. */
  KernelShape shape() {
    return kernels;
  }

  /** How many numbers a record has. */
  int record() {
    return record;
  }

  /** How many work-items so many rows need. */
  long items(int rows) {
    return kernels == KernelShape.ITEM ? rows : (long) rows * kernels.lanes;
  }

  /** The local memory of a work-group: what {@code groups.cl} declares, and some to spare. */
  long localBytes() {
    int width = factors + 1;
    int matrix = shape == Shape.FULL ? width * (width + 1) / 2 : 0;
    return kernels == KernelShape.ITEM
        ? 0
        : (long) Double.BYTES * (record + 3 * width + matrix + 3 * kernels.lanes);
  }

  /** The text, the same for machines of the same shape. */
  String text() {
    boolean items = kernels == KernelShape.ITEM;
    return new KernelText()
        .define("K", factors)
        .define("SHAPE", shape.ordinal())
        .define("LANES", kernels.lanes)
        .define("RECORD", record)
        .define("TILES", tiles)
        .define("TILE", tile)
        .define("EACH(X)", list(tile))
        .define("RIGHT(X)", list(parts(factors, VECTOR)))
        .define("SUMS", items ? "private" : "local")
        .define("ROW", items ? "get_global_id(0)" : "get_group_id(0)")
        .define("LANE", items ? "0" : "get_local_id(0)")
        .define("STEP", items ? "1" : "LANES")
        .add("sweep.cl")
        .add(items ? "items.cl" : "groups.cl")
        .toString();
  }

  private static int parts(int of, int size) {
    return (of + size - 1) / size;
  }

  private static String list(int count) {
    return IntStream.range(0, count).mapToObj(n -> "X(" + n + ")").collect(Collectors.joining(" "));
  }
}
