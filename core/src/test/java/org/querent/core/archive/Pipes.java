package org.querent.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.opentest4j.TestAbortedException;

/** Named pipes, where the system has them. */
public final class Pipes {
  private Pipes() {}

  /** Makes one; the test is skipped where there is no {@code mkfifo}. */
  public static Path make(Path path) throws InterruptedException {
    try {
      assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor());
    } catch (IOException e) {
      throw new TestAbortedException("this system makes no named pipes", e);
    }
    assumeTrue(Files.exists(path), "named pipes of this system are no files");
    return path;
  }

  /** Reads all that is written into one, by another thread. */
  public static CompletableFuture<String> read(Path pipe) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Files.readString(pipe);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
