package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads one archive and believes nothing of it. Memory is allocated only for bytes that the file
 * has: entries are stored as they are, so none is larger than the file. For one use by one thread.
 */
final class ArchiveReader {
  private final ZipFile zip;
  private final long fileSize;

  ArchiveReader(ZipFile zip, long fileSize) {
    this.zip = zip;
    this.fileSize = fileSize;
  }

  /** The header, which is what was written: it matches its checksum. */
  ObjectNode header() throws IOException {
    byte[] json = bytes(Entries.HEADER);
    if (!Entries.checksum(json).equals(new String(bytes(Entries.CHECKSUM), US_ASCII))) {
      throw new DamageException(Entries.HEADER + " does not match " + Entries.CHECKSUM);
    }
    return new HeaderJson().parse(json);
  }

  private byte[] bytes(String name) throws IOException {
    ZipEntry entry = entry(name);
    if (entry.getSize() > HeaderJson.LARGEST) {
      throw new DamageException(name + " claims " + entry.getSize() + " bytes");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes((int) entry.getSize());
    }
  }

  private ZipEntry entry(String name) throws DamageException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new DamageException("it has no entry " + name);
    }
    check(entry);
    return entry;
  }

  private void check(ZipEntry entry) throws DamageException {
    if (entry.getMethod() != ZipEntry.STORED) {
      throw new DamageException(entry.getName() + " is compressed, not stored as it is");
    }
    long size = entry.getSize();
    if (size < 0 || size > fileSize || size != entry.getCompressedSize()) {
      throw new DamageException(
          String.format(Locale.ROOT, "%s claims %d bytes", entry.getName(), size));
    }
  }

  SortedMap<String, NumericArray> arrays(SortedMap<String, ArrayDescription> descriptions)
      throws IOException {
    checkEntries(descriptions.keySet());
    SortedMap<String, NumericArray> arrays = new TreeMap<>();
    for (Map.Entry<String, ArrayDescription> array : descriptions.entrySet()) {
      arrays.put(array.getKey(), array(Entries.ofArray(array.getKey()), array.getValue()));
    }
    return arrays;
  }

  /** The entries are those of the header and the arrays, once each, and do not overlap. */
  private void checkEntries(Set<String> arrays) throws DamageException {
    TreeSet<String> missing = new TreeSet<>(Set.of(Entries.HEADER, Entries.CHECKSUM));
    arrays.forEach(name -> missing.add(Entries.ofArray(name)));
    long total = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!missing.remove(entry.getName())) {
        throw new DamageException("it has an entry that its header does not name");
      }
      check(entry);
      total += entry.getSize();
    }
    if (!missing.isEmpty()) {
      throw new DamageException("it has no entry " + missing.first());
    }
    if (total > fileSize) {
      throw new DamageException("its entries are larger than the file");
    }
  }

  private NumericArray array(String name, ArrayDescription array) throws IOException {
    ZipEntry entry = entry(name);
    try (InputStream in = zip.getInputStream(entry)) {
      int preamble = NpyPreamble.read(in, name, array.type(), array.shape());
      if (array.bytes() != entry.getSize() - preamble) {
        throw new DamageException(
            String.format(
                Locale.ROOT,
                "%s has %d bytes for an array %s",
                name,
                entry.getSize() - preamble,
                NumericArray.describe(array.type(), array.shape())));
      }
      Sha256 digest = new Sha256();
      NumericArray read = NumericArray.read(digest.through(in), array.type(), array.shape());
      if (!digest.hex().equals(array.sha256())) {
        throw new DamageException(name + " does not match its checksum");
      }
      return read;
    }
  }
}
