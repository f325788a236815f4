package org.querent.core.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An array of one to three dimensions to be saved, its elements in C order: the last index runs
 * fastest.
 *
 * <p>The elements are aliased, never copied; whoever changes them while they are written gets a
 * file that is refused. The number of elements is the product of the shape; a dimension may be 0.
 */
public final class NumericArray {
  private static final int CHUNK = 1 << 16;

  private final ElementType type;
  private final Object values;
  private final int[] shape;

  private NumericArray(ElementType type, Object values, int length, int[] shape) {
    if (!isShape(shape) || elements(shape) != length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d elements in the shape %s", length, Arrays.toString(shape)));
    }
    this.type = type;
    this.values = values;
    this.shape = shape.clone();
  }

  /** An array of numpy's float64. */
  public static NumericArray of(double[] values, int... shape) {
    return new NumericArray(ElementType.FLOAT64, values, values.length, shape);
  }

  /** An array of numpy's float32. */
  public static NumericArray of(float[] values, int... shape) {
    return new NumericArray(ElementType.FLOAT32, values, values.length, shape);
  }

  /** An array of numpy's int64. */
  public static NumericArray of(long[] values, int... shape) {
    return new NumericArray(ElementType.INT64, values, values.length, shape);
  }

  /** An array of numpy's int32. */
  public static NumericArray of(int[] values, int... shape) {
    return new NumericArray(ElementType.INT32, values, values.length, shape);
  }

  /** An array of numpy's uint8. */
  public static NumericArray of(byte[] values, int... shape) {
    return new NumericArray(ElementType.UINT8, values, values.length, shape);
  }

  /** Reads the elements of an array of known shape; the caller has made sure that they fit. */
  static NumericArray read(InputStream in, ElementType type, int[] shape) throws IOException {
    int length = Math.toIntExact(elements(shape));
    Object values = type.allocate(length);
    ByteBuffer chunk = chunk();
    for (int at = 0; at < length; ) {
      int count = Math.min(CHUNK / type.bytes(), length - at);
      int bytes = count * type.bytes();
      if (in.readNBytes(chunk.array(), 0, bytes) < bytes) {
        throw new EOFException("the file ends inside an array");
      }
      type.fromBytes(chunk, values, at, count);
      at += count;
    }
    return new NumericArray(type, values, length, shape);
  }

  /** Writes the elements, little endian. */
  void writeTo(OutputStream out) throws IOException {
    int length = Math.toIntExact(elements(shape));
    ByteBuffer chunk = chunk();
    for (int at = 0; at < length; ) {
      int count = Math.min(CHUNK / type.bytes(), length - at);
      type.toBytes(values, at, count, chunk);
      out.write(chunk.array(), 0, count * type.bytes());
      at += count;
    }
  }

  private static ByteBuffer chunk() {
    return ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  }

  static boolean isShape(int[] shape) {
    return shape.length >= 1 && shape.length <= 3 && Arrays.stream(shape).allMatch(d -> d >= 0);
  }

  /** The number of elements, or {@link Long#MAX_VALUE} if it is larger than that. */
  static long elements(int[] shape) {
    long elements = 1;
    for (int dimension : shape) {
      // Two dimensions fit; the third may not.
      elements =
          dimension != 0 && elements > Long.MAX_VALUE / dimension
              ? Long.MAX_VALUE
              : elements * dimension;
    }
    return elements;
  }

  boolean isFinite() {
    if (values instanceof double[] doubles) {
      return Arrays.stream(doubles).allMatch(Double::isFinite);
    }
    if (values instanceof float[] floats) {
      return IntStream.range(0, floats.length).allMatch(n -> Float.isFinite(floats[n]));
    }
    return true;
  }

  ElementType type() {
    return type;
  }

  /** The primitive array that was given or read. */
  Object values() {
    return values;
  }

  /** The sizes of the dimensions, one to three; a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The type and the shape as numpy says them: {@code <f8 (2, 3)}. */
  @Override
  public String toString() {
    return describe(type, shape);
  }

  static String describe(ElementType type, int[] shape) {
    return type.code() + " " + NpyPreamble.tuple(shape);
  }
}
