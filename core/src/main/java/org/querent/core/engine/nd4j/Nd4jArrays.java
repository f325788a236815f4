package org.querent.core.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The few operations of ND4J that models are computed with, in double precision. All arrays are
 * row-major. Stateless.
 */
final class Nd4jArrays {
  private Nd4jArrays() {}

  static INDArray copyOf(double[] values, long... shape) {
    return Nd4j.create(values, shape, 'c');
  }

  static INDArray copyOf(int[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape(shape);
  }

  static INDArray uninitialized(long... shape) {
    return Nd4j.createUninitialized(DataType.DOUBLE, shape, 'c');
  }

  /** The first numbers of a vector in another shape; aliased. */
  static INDArray view(INDArray vector, long... shape) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    return vector.get(NDArrayIndex.interval(0, count)).reshape(shape);
  }

  /** Rows of a table, [n, w] by [a, b] to [a, b, w]. */
  static void gather(INDArray table, INDArray indices, INDArray into) {
    exec("gather", table, indices, into, 0);
  }

  /** [a, b] times [b, c] to [a, c]. */
  static void product(INDArray x, INDArray y, INDArray into) {
    exec("matmul", x, y, into);
  }

  /** Numbers of [a, b, w] times those of [a, b, 1]. */
  static void scale(INDArray x, INDArray factors, INDArray into) {
    exec("multiply", x, factors, into);
  }

  private static void exec(
      String operation, INDArray x, INDArray y, INDArray into, int... arguments) {
    Nd4j.exec(
        DynamicCustomOp.builder(operation)
            .addInputs(x, y)
            .addOutputs(into)
            .addIntegerArguments(arguments)
            .build());
  }

  /** A copy on the host of an array that is no view. */
  static double[] toHost(INDArray array) {
    return array.data().asDouble();
  }
}
