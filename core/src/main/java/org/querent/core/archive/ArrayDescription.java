package org.querent.core.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What the header says of one array; the checksum is of its elements, little endian. */
record ArrayDescription(ElementType type, int[] shape, String sha256) {
  static ArrayDescription of(NumericArray array) {
    Sha256 digest = new Sha256();
    try (OutputStream out = digest.output()) {
      array.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayDescription(array.type(), array.shape(), digest.hex());
  }

  /** The bytes of the elements, or {@link Long#MAX_VALUE} if they are too many for an array. */
  long bytes() {
    long elements = NumericArray.elements(shape);
    return elements > Integer.MAX_VALUE ? Long.MAX_VALUE : elements * type.bytes();
  }
}
