package org.querent.core.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The few operations of ND4J that models are computed with. All arrays are row-major. Stateless.
 */
final class Nd4jArrays {
  private Nd4jArrays() {}

  static INDArray copyOf(float[] values, long... shape) {
    return Nd4j.create(values, shape, 'c');
  }

  static INDArray copyOf(int[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape(shape);
  }

  static INDArray uninitialized(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }

  /** The first numbers of a vector in another shape; aliased. */
  static INDArray view(INDArray vector, long... shape) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    return vector.get(NDArrayIndex.interval(0, count)).reshape(shape);
  }

  /** Rows of a table, [n, w] by [r, d] to [r, d, w]. */
  static void gather(INDArray table, INDArray indices, INDArray into) {
    exec("gather", table, indices, into, 0);
  }

  /** X^T Y of each of r pairs of matrices, [r, d, a] and [r, d, b] to [r, a, b]. */
  static void transposedProducts(INDArray x, INDArray y, INDArray into) {
    exec("matmul", x, y, into, 1, 0, 0);
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
  static float[] toHost(INDArray array) {
    return array.data().asFloat();
  }
}
