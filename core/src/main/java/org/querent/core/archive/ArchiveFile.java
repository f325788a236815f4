package org.querent.core.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.querent.core.FileErrors;

/** A file that is or will be an archive, and what a user is told when it cannot be. */
final class ArchiveFile {
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final Path file;
  private final String advice;

  /** A file of which the caller tells what is to be done. */
  ArchiveFile(Path file) {
    this.file = file;
    advice = "";
  }

  /**
   * A file that a user knows of.
   *
   * @param advice what to do where it is not what it should be
   */
  ArchiveFile(Path file, String advice) {
    this.file = file;
    this.advice = "; " + advice;
  }

  /**
   * Writes it.
   *
   * @param attributes what the file is made with
   */
  void write(
      ArchiveHeader header,
      SortedMap<String, NumericArray> arrays,
      FileAttribute<?>... attributes) {
    try {
      AtomicFile.write(file, out -> new ArchiveWriter(out).write(header, arrays), attributes);
    } catch (IOException e) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT,
              "Cannot write %s: %s. Is there room in its folder, and is it writable?",
              file,
              FileErrors.reason(e)),
          e);
    }
  }

  ArrayArchive read(String format, int newest) {
    requireZip();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      requireHeader(zip);
      ArchiveReader reader = new ArchiveReader(zip, Files.size(file));
      ObjectNode root = reader.header();
      // Before anything else is looked at: what comes after may be new in a newer version.
      requireKind(root, format, newest);
      ArchiveHeader header = HeaderJson.header(root);
      return new ArrayArchive(file.toString(), header, reader.arrays(HeaderJson.arrays(root)));
    } catch (DamageException | ZipException | EOFException e) {
      throw damaged(e.getMessage(), e);
    } catch (IOException e) {
      throw new ArchiveException(
          String.format(Locale.ROOT, "Cannot read %s: %s", file, FileErrors.reason(e)), e);
    }
  }

  /** The header alone; that there is a directory of what follows tells that nothing is cut off. */
  ArchiveHeader header(String format, int newest) {
    requireZip();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      requireHeader(zip);
      ObjectNode root = new ArchiveReader(zip, Files.size(file)).header();
      requireKind(root, format, newest);
      return HeaderJson.header(root);
    } catch (DamageException | ZipException | EOFException e) {
      throw damaged(e.getMessage(), e);
    } catch (IOException e) {
      throw new ArchiveException(
          String.format(Locale.ROOT, "Cannot read %s: %s", file, FileErrors.reason(e)), e);
    }
  }

  private void requireZip() {
    if (Files.isDirectory(file)) {
      throw new ArchiveException(file + " is a folder" + advice);
    }
    if (!Files.exists(file)) {
      throw new ArchiveException("There is no file " + file + advice);
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(ZIP.length);
    } catch (IOException e) {
      throw new ArchiveException(
          String.format(Locale.ROOT, "Cannot read %s: %s", file, FileErrors.reason(e)), e);
    }
    if (start.length == 0) {
      throw damaged("it is empty", null);
    }
    if (!Arrays.equals(start, 0, start.length, ZIP, 0, start.length)) {
      throw foreign("it is no zip file");
    }
  }

  private void requireHeader(ZipFile zip) {
    if (zip.getEntry(Entries.HEADER) == null) {
      throw foreign("it has no entry " + Entries.HEADER);
    }
  }

  private void requireKind(ObjectNode root, String format, int newest) throws DamageException {
    String found = HeaderJson.format(root);
    if (!found.equals(format)) {
      throw new ArchiveException(
          String.format(Locale.ROOT, "%s is a %s, not a %s%s", file, found, format, advice));
    }
    int version = HeaderJson.version(root);
    if (version > newest) {
      throw new ArchiveException(
          String.format(
              Locale.ROOT,
              "%s was written by a newer Querent (format %d, this one reads up to %d); update Querent",
              file,
              version,
              newest));
    }
  }

  private ArchiveException foreign(String why) {
    return new ArchiveException(
        String.format(
            Locale.ROOT,
            "%s is not a file of Querent, or its start is damaged: %s%s",
            file,
            why,
            advice));
  }

  private ArchiveException damaged(@Nullable String how, @Nullable IOException cause) {
    return new ArchiveException(
        String.format(Locale.ROOT, "%s is damaged: %s%s", file, how, advice), cause);
  }
}
