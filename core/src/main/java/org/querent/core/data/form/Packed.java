package org.querent.core.data.form;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.querent.core.data.DatasetException;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** Files that are compressed, recognised by their first bytes and not by their names. */
final class Packed {
  private static final int GZIP = 0x1f8b0800;
  private static final int ZIP = 0x504b0304;
  private static final int BZIP2 = 0x425a6800;
  private static final int XZ = 0xfd377a58;
  private static final int ZSTD = 0x28b52ffd;

  /** What {@code xz -9} needs, and little more. */
  private static final int XZ_MEMORY_KIB = 80 << 10;

  private static final Pattern TABLE =
      Pattern.compile("(?i)\\.(csv|tsv|txt|dat|data|inter|json|jsonl|ndjson|libfm|libsvm|svm)$");

  /** What tells of a data set, and what a Mac adds to its files. */
  private static final Pattern BESIDE =
      Pattern.compile("(?i)(^|/)((readme|licen[cs]e)[^/]*$|__MACOSX/|\\._)");

  private Packed() {}

  /**
   * What a stream holds once it is unpacked, bounded.
   *
   * @param name what messages call it
   * @param anyTable whether an archive may hold other files than MovieLens has
   */
  static InputStream open(InputStream in, String name, boolean anyTable) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(4);
    byte[] first = Arrays.copyOf(buffered.readNBytes(4), 4);
    buffered.reset();
    int magic = magic(first);
    BoundedInput.Counted counted = new BoundedInput.Counted(buffered);
    try {
      return unpacked(magic, counted, name, anyTable).orElse(buffered);
    } catch (IOException e) {
      throw BoundedInput.damaged(e);
    }
  }

  private static Optional<InputStream> unpacked(
      int magic, BoundedInput.Counted counted, String name, boolean anyTable) throws IOException {
    if ((magic & 0xffff0000) == (GZIP & 0xffff0000)) {
      return Optional.of(new BoundedInput(new GZIPInputStream(counted, 1 << 16), counted, name));
    } else if ((magic & 0xffff0000) == (ZIP & 0xffff0000)) {
      return Optional.of(entry(counted, name, anyTable));
    } else if ((magic & 0xffffff00) == BZIP2) {
      return Optional.of(
          new BoundedInput(new BZip2CompressorInputStream(counted, true), counted, name));
    } else if (magic == XZ) {
      return Optional.of(
          new BoundedInput(
              new XZInputStream(counted, XZ_MEMORY_KIB, true, new BasicArrayCache()),
              counted,
              name));
    } else if (magic == ZSTD) {
      return Optional.of(new BoundedInput(new ZstdInputStream(counted), counted, name));
    }
    return Optional.empty();
  }

  /**
   * What a file is packed with, or empty.
   *
   * @param first its first bytes
   */
  static Optional<String> name(byte[] first) {
    int magic = magic(Arrays.copyOf(first, 4));
    if ((magic & 0xffff0000) == (GZIP & 0xffff0000)) {
      return Optional.of("gzip");
    } else if ((magic & 0xffff0000) == (ZIP & 0xffff0000)) {
      return Optional.of("zip");
    } else if ((magic & 0xffffff00) == BZIP2) {
      return Optional.of("bzip2");
    }
    return magic == XZ ? Optional.of("xz") : Optional.of("zstd").filter(zstd -> magic == ZSTD);
  }

  private static int magic(byte[] first) {
    return (first[0] & 0xff) << 24
        | (first[1] & 0xff) << 16
        | (first[2] & 0xff) << 8
        | first[3] & 0xff;
  }

  /** Whether an entry of an archive may be ratings, to go by its name. */
  static boolean isTable(String path) {
    return TABLE.matcher(path).find() && !BESIDE.matcher(path).find();
  }

  /** An archive's ratings. Nothing is unpacked, so a path inside it leads nowhere. */
  private static InputStream entry(BoundedInput.Counted in, String name, boolean anyTable)
      throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    InputStream bounded = new BoundedInput(zip, in, name);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String path = entry.getName();
      if (RatingsReader.ENTRIES.contains(path.substring(path.lastIndexOf('/') + 1))
          || (anyTable && isTable(path))) {
        return bounded;
      }
      // The next entry would skip this one unbounded.
      bounded.transferTo(OutputStream.nullOutputStream());
    }
    throw new DatasetException(
        String.format(
            Locale.ROOT,
            anyTable
                ? "%s is a zip without a file whose name ends with .csv, .tsv, .txt, .dat, .data, .inter, .json or .jsonl; unpack it and name the file of ratings"
                : "%s is a zip without u.data, ratings.dat or ratings.csv; is it a MovieLens archive? With columns other tables in it are read: columns: {user: 1, item: 2, rating: 3}",
            name));
  }
}
