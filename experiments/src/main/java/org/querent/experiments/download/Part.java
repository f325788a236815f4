package org.querent.experiments.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;

/** What was received of a file, and what tells whether it still is of the file that is there. */
record Part(Path file, Path note) {
  Part(Path target) {
    this(
        target.resolveSibling(target.getFileName() + ".part"),
        target.resolveSibling(target.getFileName() + ".part-of"));
  }

  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The validator that the server gave, if the part is of this URL and there was one. */
  Optional<String> validator(URI url) throws IOException {
    if (!Files.exists(note) || !Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(note);
    return lines.size() == 2 && lines.get(0).equals(url.toString())
        ? Optional.of(lines.get(1))
        : Optional.empty();
  }

  /** Begins anew. */
  void begin(URI url, Optional<String> validator) throws IOException {
    delete();
    Files.createFile(file);
    if (validator.isPresent()) {
      AtomicFile.write(note, (url + "\n" + validator.get() + "\n").getBytes(UTF_8));
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(note);
  }

  String digest(String algorithm) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
