package org.querent.core.data.form.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** Reads what describes a file and its pages. Stateless. */
final class Thrift {
  private static final int DEEPEST = 64;

  private Thrift() {}

  /**
   * Reads a structure.
   *
   * @param from is moved to what follows it
   * @param longest how many bytes it has at most, which bounds what its lengths may say
   */
  static void read(TBase<?, ?> into, Bytes from, int longest) throws IOException {
    int start = from.position();
    ByteArrayInputStream stream = new ByteArrayInputStream(from.array(), start, longest);
    try {
      TConfiguration bounds = new TConfiguration(longest, longest, DEEPEST);
      into.read(new TCompactProtocol(new TIOStreamTransport(bounds, stream)));
    } catch (TException e) {
      throw new IOException("that what describes its columns is damaged", e);
    }
    from.skipTo((long) start + longest - stream.available());
  }
}
