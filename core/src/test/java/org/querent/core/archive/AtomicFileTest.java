package org.querent.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;
  private Path file;
  private Path part;

  @BeforeEach
  void write_an_older_file() throws IOException {
    file = folder.resolve("file");
    part = folder.resolve("file.part");
    Files.writeString(file, "old");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_file_takes_the_place_of_the_older_one() throws IOException {
    AtomicFile.write(file, "new".getBytes());
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void a_file_for_its_owner_alone_is_so_from_its_first_byte_on() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(
        Files.writeString(part, "left"), PosixFilePermissions.fromString("rw-rw-rw-"));
    AtomicFile.write(
        file,
        out ->
            assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(part))),
        OwnerOnly.file(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("file"), names());
  }

  @Test
  void while_it_is_written_a_reader_sees_the_older_one() throws IOException {
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[1 << 20]);
          assertEquals("old", Files.readString(file));
        });
    assertEquals(1 << 20, Files.size(file));
  }

  @Test
  void a_write_that_fails_half_way_leaves_the_older_one_and_nothing_else() throws IOException {
    IOException failure = new IOException("half way");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw failure;
                    }));
    assertEquals(failure, thrown);
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void what_a_killed_write_left_is_neither_read_nor_in_the_way() throws IOException {
    Archives.small().write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));
    Archives.assertSame(Archives.small(), ArrayArchive.read(file, Archives.KIND, 2));
    new ArrayArchive(Archives.header(1), Map.of()).write(file);
    assertEquals(1, ArrayArchive.read(file, Archives.KIND, 2).header().version());
    assertEquals(List.of("file"), names());
  }

  @Test
  void a_full_disk_leaves_the_older_file_and_says_so() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "this system has no device that is always full");
    Files.createSymbolicLink(part, full);
    String message = refusal(file);
    assertTrue(message.contains("No space left on device"), message);
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void a_symbolic_link_stays_and_the_file_that_it_leads_to_is_replaced() throws IOException {
    Path far = Files.createDirectory(folder.resolve("far"));
    Path target = Files.writeString(far.resolve("target"), "old");
    Path middle = Files.createSymbolicLink(far.resolve("middle"), Path.of("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("far", "middle"));
    AtomicFile.write(
        link,
        out -> {
          out.write(new byte[1 << 20]);
          assertEquals("old", Files.readString(link));
        });
    assertEquals(1 << 20, Files.size(target));
    assertEquals(Path.of("target"), Files.readSymbolicLink(middle));
    assertEquals(Path.of("far", "middle"), Files.readSymbolicLink(link));
    assertEquals(List.of("far", "file", "link"), names());
  }

  @Test
  void a_symbolic_link_that_leads_to_nothing_yet_leads_to_the_file_then() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    AtomicFile.write(link, "new".getBytes());
    assertEquals("new", Files.readString(folder.resolve("target")));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void symbolic_links_in_a_circle_are_refused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    Files.createSymbolicLink(folder.resolve("other"), Path.of("link"));
    assertThrows(FileSystemLoopException.class, () -> AtomicFile.write(link, new byte[1]));
    assertEquals(List.of("file", "link", "other"), names());
  }

  @Test
  void a_pipe_stays_and_gets_the_content() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));
    CompletableFuture<String> read = Pipes.read(pipe);
    AtomicFile.write(pipe, "new".getBytes());
    // Of a file in its place the reader would never hear.
    assertFalse(Files.isRegularFile(pipe));
    assertEquals("new", read.get());
    assertEquals(List.of("file", "pipe"), names());
  }

  @Test
  void a_folder_is_refused() {
    assertThrows(IOException.class, () -> AtomicFile.write(folder, new byte[1]));
    assertTrue(Files.isDirectory(folder));
  }

  @Test
  void a_folder_that_cannot_be_written_leaves_the_older_file_and_says_so() throws IOException {
    assumeTrue(folder.toFile().setWritable(false), "folders cannot be protected here");
    try {
      assumeTrue(!Files.isWritable(folder), "this user may write anywhere");
      String message = refusal(file);
      assertTrue(message.contains("AccessDenied"), message);
      assertEquals("old", Files.readString(file));
    } finally {
      assertTrue(folder.toFile().setWritable(true));
    }
  }

  @Test
  void a_missing_folder_is_named() {
    Path missing = folder.resolve("none").resolve("file");
    String message = refusal(missing);
    assertTrue(
        message.startsWith(
            "Cannot write " + missing + ": there is no folder " + missing.getParent()),
        message);
  }

  private static String refusal(Path file) {
    return assertThrows(ArchiveException.class, () -> Archives.small().write(file)).getMessage();
  }
}
