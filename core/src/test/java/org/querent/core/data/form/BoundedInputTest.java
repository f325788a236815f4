package org.querent.core.data.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;

/** Archives made to harm. */
class BoundedInputTest {
  private static final byte[] RATINGS = "1\t2\t3\t0\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  /** 256 MiB that compress to 256 kB. */
  private static void writeBomb(OutputStream out) throws IOException {
    byte[] megabyte = new byte[1 << 20];
    for (int n = 0; n < 256; n++) {
      out.write(megabyte);
    }
  }

  private static String refused(Path file) {
    return assertThrows(
            DatasetException.class, () -> new RatingsReader().read(file, RatingScale.WHOLE_STARS))
        .getMessage();
  }

  private Path zip(String bomb, String ratings) throws IOException {
    Path file = folder.resolve("ratings.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      if (!bomb.isEmpty()) {
        zip.putNextEntry(new ZipEntry(bomb));
        writeBomb(zip);
      }
      zip.putNextEntry(new ZipEntry(ratings));
      zip.write(RATINGS);
    }
    return file;
  }

  @Test
  void what_is_passed_over_is_bounded_too() throws IOException {
    assertTrue(Files.size(zip("README", "u.data")) < 1 << 20);
    String message = refused(folder.resolve("ratings.zip"));
    assertTrue(message.contains("expands to more than 100 times its size"), message);
  }

  @Test
  void a_bomb_in_the_place_of_ratings_is_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] lines = new byte[1 << 20];
      for (int at = 0; at < lines.length; at++) {
        lines[at] = (byte) (at < RATINGS.length ? RATINGS[at] : '\n');
      }
      gzip.write(lines);
      writeBomb(gzip);
    }
    Path file = Files.write(folder.resolve("ratings.gz"), packed.toByteArray());
    assertTrue(refused(file).startsWith(file.toString()), refused(file));
  }

  @Test
  void a_path_in_an_archive_leads_nowhere() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b/c"));
    Path file = Files.move(zip("", "../../../u.data"), inner.resolve("ratings.zip"));
    assertEquals(1, new RatingsReader().read(file, RatingScale.WHOLE_STARS).size());
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> written =
          files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
      assertTrue(!written.contains("u.data"), written::toString);
    }
  }
}
