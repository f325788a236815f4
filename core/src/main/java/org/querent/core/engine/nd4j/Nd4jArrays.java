package org.querent.core.engine.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The few operations of ND4J that models are computed with, in double precision. All arrays are
 * row-major. Stateless.
 */
final class Nd4jArrays {
  private Nd4jArrays() {}

  /**
   * Has the operations that the calling thread begins run on this thread alone. ND4J shares every
   * operation, however small, between threads that wait for each other, and ignores what its own
   * environment is told about them; the number that OpenMP has is each thread's own.
   */
  static void useOneThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  static INDArray copyOf(double[] values, long... shape) {
    return Nd4j.create(values, shape, 'c');
  }

  static INDArray uninitialized(long... shape) {
    return Nd4j.createUninitialized(DataType.DOUBLE, shape, 'c');
  }

  /** A row of ones. */
  static INDArray ones(int length) {
    return uninitialized(1, length).assign(1);
  }

  /** The first numbers of a vector in another shape; aliased. */
  static INDArray view(INDArray vector, long... shape) {
    long count = 1;
    for (long length : shape) {
      count = Math.multiplyExact(count, length);
    }
    return vector.get(NDArrayIndex.interval(0, count)).reshape(shape);
  }

  /** Rows of a table, [n, w] by as many numbers of rows as the other array has. */
  static void gather(INDArray table, int[] rows, INDArray into) {
    Nd4j.pullRows(table, into, 1, rows);
  }

  /** [a, b] times [b, c] to [a, c]. */
  static void product(INDArray x, INDArray y, INDArray into) {
    exec("matmul", x, y, into);
  }

  /** The numbers of [a, w] times those of [a, 1] or [a, w]. */
  static void scale(INDArray x, INDArray factors, INDArray into) {
    exec("multiply", x, factors, into);
  }

  /** The numbers of an array without those of another of the same shape. */
  static void subtract(INDArray x, INDArray y, INDArray into) {
    exec("subtract", x, y, into);
  }

  private static void exec(String operation, INDArray x, INDArray y, INDArray into) {
    Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(x, y).addOutputs(into).build());
  }

  /** Writes all numbers of an array, the first ones of {@code values}. */
  static void write(double[] values, INDArray into) {
    ((DoublePointer) into.data().pointer()).put(values, 0, Math.toIntExact(into.length()));
    Nd4j.getAffinityManager().tagLocation(into, Location.HOST);
  }

  /** Reads all numbers of an array that begins where its memory does. */
  static void read(INDArray array, double[] into) {
    Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
    ((DoublePointer) array.data().pointer()).get(into, 0, Math.toIntExact(array.length()));
  }
}
