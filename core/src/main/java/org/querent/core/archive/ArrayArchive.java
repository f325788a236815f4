package org.querent.core.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named arrays and a header, as they are saved in one file; the format is described with the
 * package.
 *
 * <p>Arrays are aliased in both directions: their owner is whoever made the archive or took them
 * out of it. Thread-safe as long as nobody changes them. Same content, same bytes.
 *
 * <p>Cost: writing passes over the bytes three times, for SHA-256, CRC-32 and the file; reading
 * once. Beside the arrays, both need 64 KiB.
 */
public final class ArrayArchive {
  private final String source;
  private final ArchiveHeader header;
  private final SortedMap<String, NumericArray> arrays;

  /**
   * An archive to be written.
   *
   * @param arrays by name: letters, digits, {@code _ . -}, at most 100 of them; aliased
   * @throws IllegalArgumentException if a name is none
   */
  public ArrayArchive(ArchiveHeader header, Map<String, NumericArray> arrays) {
    this("the archive", header, new TreeMap<>(arrays));
  }

  /** An archive whose errors name where it is from. */
  ArrayArchive(String source, ArchiveHeader header, SortedMap<String, NumericArray> arrays) {
    for (String name : arrays.keySet()) {
      if (!ArchiveHeader.isName(name)) {
        throw new IllegalArgumentException("\"" + name + "\" as the name of an array");
      }
    }
    this.source = source;
    this.header = header;
    this.arrays = arrays;
  }

  /** These arrays, which are aliased, under a header of other settings. */
  public ArrayArchive with(ObjectNode settings) {
    ArchiveHeader other =
        new ArchiveHeader(header.format(), header.version(), header.createdBy(), settings);
    return new ArrayArchive(source, other, arrays);
  }

  /**
   * Writes the archive, in the place of an older file, which stays as it is if that fails.
   *
   * @throws ArchiveException if the file cannot be written
   */
  public void write(Path file) {
    new ArchiveFile(file).write(header, arrays);
  }

  /**
   * Writes the archive as {@link #write} does, into a file that only its owner may read.
   *
   * @throws ArchiveException if the file cannot be written
   */
  public void writeForOwner(Path file) {
    new ArchiveFile(file).write(header, arrays, OwnerOnly.file(file));
  }

  /**
   * Reads and verifies all of an archive.
   *
   * @param format the kind of file that is expected
   * @param newest the newest version of that kind that the caller understands
   * @throws ArchiveException if the file is missing, damaged, of another kind or newer
   */
  public static ArrayArchive read(Path file, String format, int newest) {
    return new ArchiveFile(file).read(format, newest);
  }

  /**
   * Reads and verifies all of an archive that a user knows of.
   *
   * @param advice what to do where the file is not what it should be, as the end of a message
   * @throws ArchiveException as {@link #read(Path, String, int)} does, with the advice
   */
  public static ArrayArchive read(Path file, String format, int newest, String advice) {
    return new ArchiveFile(file, advice).read(format, newest);
  }

  /**
   * Reads and verifies what an archive says of itself, and that it has not been cut off. Cost:
   * reads none of its arrays.
   *
   * @throws ArchiveException as for {@link #read}, but for damage to arrays
   */
  public static ArchiveHeader header(Path file, String format, int newest) {
    return new ArchiveFile(file).header(format, newest);
  }

  /** What the archive says of itself. */
  public ArchiveHeader header() {
    return header;
  }

  /**
   * Requires that all elements that are no whole numbers are finite. Cost: a pass over them.
   *
   * @throws ArchiveException if one is infinite or none
   */
  public void requireFinite() {
    arrays.forEach(
        (name, array) -> {
          if (!array.isFinite()) {
            throw new ArchiveException(
                String.format(
                    Locale.ROOT,
                    "%s has an element of the array \"%s\" that is no finite number: make it anew",
                    source,
                    name));
          }
        });
  }

  /** The names of the arrays, sorted; unmodifiable. */
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /**
   * The shape of an array, where the caller does not know it.
   *
   * @throws ArchiveException if there is none of that name
   */
  public int[] shape(String name) {
    return array(name).shape();
  }

  private NumericArray array(String name) {
    NumericArray array = arrays.get(name);
    if (array == null) {
      throw new ArchiveException(
          String.format(Locale.ROOT, "%s has no array \"%s\"", source, name));
    }
    return array;
  }

  /**
   * The elements of an array of float64, in C order; aliased.
   *
   * @throws ArchiveException if there is none of that name, or of another type or shape
   */
  public double[] doubles(String name, int... shape) {
    return (double[]) values(name, ElementType.FLOAT64, shape);
  }

  /** The elements of an array of float32, as {@link #doubles}. */
  public float[] floats(String name, int... shape) {
    return (float[]) values(name, ElementType.FLOAT32, shape);
  }

  /** The elements of an array of int64, as {@link #doubles}. */
  public long[] longs(String name, int... shape) {
    return (long[]) values(name, ElementType.INT64, shape);
  }

  /** The elements of an array of int32, as {@link #doubles}. */
  public int[] ints(String name, int... shape) {
    return (int[]) values(name, ElementType.INT32, shape);
  }

  /** The elements of an array of uint8, as {@link #doubles}. */
  public byte[] bytes(String name, int... shape) {
    return (byte[]) values(name, ElementType.UINT8, shape);
  }

  private Object values(String name, ElementType type, int[] shape) {
    NumericArray array = array(name);
    if (array.type() != type || !Arrays.equals(array.shape(), shape)) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT,
              "%s has the array \"%s\" as %s where %s is needed: it belongs to something else",
              source,
              name,
              array,
              NumericArray.describe(type, shape)));
    }
    return array.values();
  }
}
