package org.querent.core.data.side;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.querent.core.data.DatasetException;

/**
 * Where the files that are published beside the ratings are. They are small and read whole; one of
 * more than {@link #LARGEST} bytes is refused.
 */
public sealed interface SideFiles {
  /** How many bytes of a file are read; that of MovieLens 32M has 4 MB. */
  int LARGEST = 64 << 20;

  /** The bytes of a file, or empty if it is not there. */
  Optional<byte[]> read(String name) throws IOException;

  /** What messages call a file. */
  String locate(String name);

  /** The error that a file is missing, and where to put it. */
  String missing(String name);

  private static byte[] whole(InputStream in, String file) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s has more than %d MiB, which no such file of MovieLens has; put the published one there",
              file,
              LARGEST >> 20));
    }
    return bytes;
  }

  /**
   * An unpacked folder.
   *
   * @param path the folder
   */
  record Folder(Path path) implements SideFiles {
    @Override
    public Optional<byte[]> read(String name) throws IOException {
      Path file = path.resolve(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(whole(in, locate(name)));
      }
    }

    @Override
    public String locate(String name) {
      return path.resolve(name).toString();
    }

    @Override
    public String missing(String name) {
      return String.format(
          Locale.ROOT,
          "there is no file %s; unpack it from the archive of the data set into %s",
          locate(name),
          path.toAbsolutePath());
    }
  }

  /**
   * A published archive; reading it by its directory spares inflating the ratings.
   *
   * @param path the ZIP file
   */
  record Archive(Path path) implements SideFiles {
    @Override
    public Optional<byte[]> read(String name) throws IOException {
      try (ZipFile zip = new ZipFile(path.toFile())) {
        Optional<? extends ZipEntry> entry =
            zip.stream()
                .filter(candidate -> lastName(candidate.getName()).equals(name))
                .findFirst();
        if (entry.isEmpty()) {
          return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
          return Optional.of(whole(in, locate(name)));
        }
      }
    }

    @Override
    public String locate(String name) {
      return path + " (" + name + ")";
    }

    @Override
    public String missing(String name) {
      return String.format(
          Locale.ROOT,
          "there is no %s inside %s; put the archive there as it is published",
          name,
          path.toAbsolutePath());
    }

    static String lastName(String entry) {
      return entry.substring(entry.lastIndexOf('/') + 1);
    }
  }

  /**
   * Resources beside the classes, compressed.
   *
   * @param folder its absolute name on the class path
   */
  record Resources(String folder) implements SideFiles {
    @Override
    public Optional<byte[]> read(String name) throws IOException {
      try (InputStream in = SideFiles.class.getResourceAsStream(folder + "/" + name + ".gz")) {
        return in == null ? Optional.empty() : Optional.of(new GZIPInputStream(in).readAllBytes());
      }
    }

    @Override
    public String locate(String name) {
      return folder + "/" + name + ".gz";
    }

    @Override
    public String missing(String name) {
      return "the resource " + locate(name) + " is missing from the jar";
    }
  }
}
