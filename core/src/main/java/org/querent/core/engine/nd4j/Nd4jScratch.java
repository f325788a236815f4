package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.ones;
import static org.querent.core.engine.nd4j.Nd4jArrays.product;
import static org.querent.core.engine.nd4j.Nd4jArrays.read;
import static org.querent.core.engine.nd4j.Nd4jArrays.uninitialized;
import static org.querent.core.engine.nd4j.Nd4jArrays.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of tables, gathered side by side in segments of equal length, and the sums of these; and the
 * room for both, which is made once. One a thread; to be closed.
 */
final class Nd4jScratch implements AutoCloseable {
  /** The sums, segment after segment, as of the last {@link #sum}. */
  final double[] sums;

  /** The most slots. */
  final int slots;

  private final int width;
  private final INDArray gathered;
  private final INDArray summed;
  private final Map<Cut, Work> works = new HashMap<>();
  private @Nullable Work work;

  /** How many slots there are, and how many of them are a segment. */
  private record Cut(int slots, int length) {}

  /** What is gathered, the same as a matrix with a column for each number of each segment. */
  private record Work(INDArray gathered, INDArray matrix, INDArray ones, INDArray sums) {}

  /**
   * Room for rows.
   *
   * @param slots how many at most
   * @param width their length
   */
  Nd4jScratch(int slots, int width) {
    this.slots = slots;
    this.width = width;
    int numbers = Math.multiplyExact(slots, width);
    sums = new double[numbers];
    gathered = uninitialized(numbers);
    summed = uninitialized(numbers);
  }

  /**
   * Gathers rows of a table.
   *
   * @param rows of slot 0 of all segments, then of slot 1, and so on
   * @param length of a segment
   * @return the rows, [rows, width]; as it is written, {@link #sum} sums it
   */
  INDArray gather(INDArray table, int[] rows, int length) {
    work = works.computeIfAbsent(new Cut(rows.length, length), this::work);
    Nd4jArrays.gather(table, rows, work.gathered);
    return work.gathered;
  }

  /** Sums the slots of each segment of what was gathered last. */
  void sum() {
    Work last = Objects.requireNonNull(work);
    product(last.ones, last.matrix, last.sums);
    read(last.sums, sums);
  }

  private Work work(Cut cut) {
    int columns = cut.slots / cut.length * width;
    return new Work(
        view(gathered, cut.slots, width),
        view(gathered, cut.length, columns),
        ones(cut.length),
        view(summed, 1, columns));
  }

  @Override
  public void close() {
    works.values().forEach(work -> work.ones.close());
    gathered.close();
    summed.close();
  }
}
