package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes one archive to a stream. For one use by one thread. */
final class ArchiveWriter {
  /** A time every zip file can say: same content, same bytes. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  ArchiveWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  void write(ArchiveHeader header, SortedMap<String, NumericArray> arrays) throws IOException {
    SortedMap<String, ArrayDescription> descriptions = new TreeMap<>();
    arrays.forEach((name, array) -> descriptions.put(name, ArrayDescription.of(array)));
    byte[] json = new HeaderJson().write(header, descriptions);
    entry(Entries.HEADER, out -> out.write(json));
    entry(Entries.CHECKSUM, out -> out.write(Entries.checksum(json).getBytes(US_ASCII)));
    for (Map.Entry<String, NumericArray> array : arrays.entrySet()) {
      entry(Entries.ofArray(array.getKey()), out -> writeNpy(array.getValue(), out));
    }
    zip.finish();
  }

  private static void writeNpy(NumericArray array, OutputStream out) throws IOException {
    out.write(NpyPreamble.of(array.type(), array.shape()));
    array.writeTo(out);
  }

  /** Writes the content twice: of an entry that is stored, zip wants size and CRC first. */
  private void entry(String name, AtomicFile.Content content) throws IOException {
    SizedChecksum checksum = new SizedChecksum();
    content.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize(checksum.size);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** CRC-32 and the number of bytes. */
  private static final class SizedChecksum implements Checksum {
    private final CRC32 crc = new CRC32();
    private long size;

    @Override
    public void update(int b) {
      crc.update(b);
      size++;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
      size += length;
    }

    @Override
    public long getValue() {
      return crc.getValue();
    }

    @Override
    public void reset() {
      crc.reset();
      size = 0;
    }
  }
}
