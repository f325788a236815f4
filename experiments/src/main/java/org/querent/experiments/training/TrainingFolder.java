package org.querent.experiments.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.querent.core.Counted;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.AtomicFile;
import org.querent.core.saved.ModelFile;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.lock.FolderLock;

/**
 * The folder of a training: its last snapshot, the best model so far, and a line per epoch.
 *
 * <p>Models are written atomically, and the log is on the disk before the snapshot that counts on
 * it. Open for one process at a time; not thread-safe.
 */
public final class TrainingFolder implements AutoCloseable {
  private static final String LAST = "last.querent";
  private static final String BEST = "best.querent";
  private static final String LOG = "log.csv";

  private final Path path;
  private final FolderLock lock;
  private @Nullable FileChannel log;

  private TrainingFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder, making it if need be.
   *
   * @throws ExperimentException if it cannot be made or is in use
   */
  public static TrainingFolder open(Path path) {
    return new TrainingFolder(path, FolderLock.of(path));
  }

  /** The snapshot to go on from, if there is one. */
  Optional<ArrayArchive> last() {
    return Files.exists(path.resolve(LAST)) ? Optional.of(read(LAST)) : Optional.empty();
  }

  /** Where the last snapshot is. */
  public Path lastPath() {
    return path.resolve(LAST);
  }

  /** Where the best model is. */
  public Path bestPath() {
    return path.resolve(BEST);
  }

  ArrayArchive best() {
    return read(BEST);
  }

  private ArrayArchive read(String name) {
    return ArrayArchive.read(
        path.resolve(name), ModelFile.FORMAT, ModelFile.VERSION, "start anew in another folder");
  }

  /**
   * Begins the log, with the lines of the epochs up to one.
   *
   * @param epoch the last one that is kept
   * @param lines how many there must be up to it
   * @throws ExperimentException if there are not as many
   */
  void startLog(int epoch, int lines) {
    Path file = path.resolve(LOG);
    try {
      List<String> kept = new ArrayList<>();
      kept.add(String.join(",", Epoch.COLUMNS));
      if (lines > 0) {
        List<String> written =
            Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        written.stream().skip(1).limit(lines).forEach(kept::add);
        if (kept.size() <= lines || !kept.get(lines).startsWith(epoch + ",")) {
          throw new ExperimentException(
              String.format(
                  Locale.ROOT,
                  "%s does not have the %s up to epoch %d that the snapshot counts on; start anew in another folder",
                  file,
                  Counted.of(lines, "line"),
                  epoch));
        }
      }
      byte[] bytes = (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, bytes);
      log = FileChannel.open(file, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + file, e);
    }
  }

  void log(Epoch epoch) {
    ByteBuffer line = ByteBuffer.wrap((epoch.csv() + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        log.write(line);
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + path.resolve(LOG), e);
    }
  }

  /**
   * Writes a snapshot.
   *
   * @param best the best model, if it changed since the last snapshot
   */
  void snapshot(ArrayArchive last, Optional<ArrayArchive> best) {
    best.ifPresent(model -> model.write(path.resolve(BEST)));
    try {
      log.force(true);
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + path.resolve(LOG), e);
    }
    last.write(path.resolve(LAST));
  }

  @Override
  public void close() {
    try {
      if (log != null) {
        log.close();
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + path.resolve(LOG), e);
    } finally {
      lock.close();
    }
  }
}
