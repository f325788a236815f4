package org.querent.experiments.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.archive.Sha256;

class LineLogTest {
  private static final List<String> OBJECTS =
      List.of("{\"a\":1}", "{\"b\":\"ü \\n }\"}", "{\"c\":[1,2]}");

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("log");
  }

  private void write(List<String> objects) throws IOException {
    try (LineLog log = LineLog.open(path())) {
      for (String object : objects) {
        log.write(object);
      }
    }
  }

  @Test
  void a_line_carries_the_checksum_of_the_object() throws IOException {
    write(OBJECTS);
    List<String> lines = Files.readAllLines(path());
    for (int n = 0; n < lines.size(); n++) {
      CRC32C crc = new CRC32C();
      crc.update(OBJECTS.get(n).getBytes(UTF_8));
      String object = OBJECTS.get(n);
      String field = String.format(",\"crc\":\"%08x\"}", crc.getValue());
      assertEquals(object.substring(0, object.length() - 1) + field, lines.get(n));
    }
  }

  /** Whatever is cut off or changed, what was before it stays, and the file comes out the same. */
  @Test
  void good_lines_stay_and_the_others_are_written_again() throws IOException {
    write(OBJECTS);
    byte[] whole = Files.readAllBytes(path());
    SplittableRandom random = new SplittableRandom(1);
    for (int at = 0; at < whole.length; at++) {
      byte[] cut = Arrays.copyOf(whole, at);
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      for (byte[] damaged : List.of(cut, changed)) {
        Files.write(path(), damaged);
        int before = (int) new String(whole, 0, at, UTF_8).chars().filter(c -> c == '\n').count();
        try (LineLog log = LineLog.open(path())) {
          assertEquals(before, log.found(), "byte " + at);
        }
        write(OBJECTS);
        assertEquals(new String(whole, UTF_8), Files.readString(path()), "byte " + at);
      }
    }
  }

  @Test
  void lines_that_are_skipped_stay() throws IOException {
    write(OBJECTS);
    try (LineLog log = LineLog.open(path())) {
      log.skip(2);
      log.write(OBJECTS.get(2));
      log.write("{\"d\":0}");
      assertThrows(IllegalArgumentException.class, () -> log.skip(4));
    }
    assertEquals(4, Files.readAllLines(path()).size());
  }

  @Test
  void lines_have_one_checksum_whether_they_are_skipped_written_or_written_again()
      throws IOException {
    write(OBJECTS);
    byte[] whole = Files.readAllBytes(path());
    for (int skipped = 0; skipped <= OBJECTS.size(); skipped++) {
      try (LineLog log = LineLog.open(path())) {
        log.skip(skipped);
        int end = LineLog.firstLines(whole, skipped).length;
        assertEquals(Sha256.hex(Arrays.copyOf(whole, end)), log.sum());
        assertEquals(log.foundSum(skipped), log.sum());
        for (String object : OBJECTS.subList(skipped, OBJECTS.size())) {
          log.write(object);
        }
        assertEquals(Sha256.hex(whole), log.sum());
        assertEquals(Sha256.hex(whole), log.seal());
      }
    }
  }

  @Test
  void another_line_than_before_is_refused() throws IOException {
    write(OBJECTS);
    byte[] whole = Files.readAllBytes(path());
    try (LineLog log = LineLog.open(path())) {
      log.write(OBJECTS.get(0));
      String where =
          assertThrows(LineLog.ChangedException.class, () -> log.write("{\"b\":2}")).getMessage();
      assertEquals(path() + ", line 2", where);
    }
    assertEquals(new String(whole, UTF_8), Files.readString(path()));
  }
}
