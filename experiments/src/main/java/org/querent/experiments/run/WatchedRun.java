package org.querent.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.spec.EvaluateSpec.Metric;

/** What is known of one run whose folder others write. Not thread-safe. */
final class WatchedRun {
  /** Holds a few lines of a log of queries. */
  private static final int END_BYTES = 2_048;

  private static final Stamp NONE = new Stamp(0, FileTime.fromMillis(0), false);

  private final RunId id;
  private final Path folder;
  private final List<Metric> metrics;

  private Stamp curveStamp = NONE;
  private Stamp queriesStamp = NONE;
  private List<RunCurve> curve = List.of();
  private Optional<FailedRun> failure = Optional.empty();
  private boolean complete;
  private boolean locked;
  private long asked;
  private long changes;

  WatchedRun(RunId id, Path folder, List<Metric> metrics) {
    this.id = id;
    this.folder = folder;
    this.metrics = metrics;
  }

  /** By what a file is known to be the one that was read. */
  private record Stamp(long size, FileTime modified, boolean complete) {
    static Stamp of(Path file, boolean complete) throws IOException {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(now.size(), now.lastModifiedTime(), complete);
      } catch (NoSuchFileException e) {
        return NONE;
      }
    }
  }

  /** Looks at what has changed. */
  void look() {
    List<RunCurve> before = curve();
    try {
      // Asked first: a run that is marked now has a whole curve when that is read.
      complete = RunLog.isMarked(folder);
      locked = !complete && FolderLock.isThere(folder);
      failure = complete ? Optional.empty() : FailedRun.kept(folder);
      lookAtQueries();
      lookAtCurve();
    } catch (NoSuchFileException e) {
      // Deleted meanwhile, to be played again: the next look finds what is there then.
    } catch (IOException e) {
      throw RunFolder.failure("cannot read the run " + folder, e);
    } catch (ExperimentException e) {
      failure = Optional.of(new FailedRun(id.folderName(), e.getMessage()));
      complete = false;
    }
    List<RunCurve> now = curve();
    if (!(before.isEmpty() ? now.isEmpty() : !now.isEmpty() && before.get(0).isSame(now.get(0)))) {
      changes++;
    }
  }

  private void lookAtCurve() throws IOException {
    Path file = folder.resolve(RunLog.CURVE);
    Stamp now = Stamp.of(file, complete);
    if (now.equals(curveStamp)) {
      return;
    }
    if (complete) {
      curve = List.of(RunCurve.complete(file, id, metrics));
    } else {
      curve = now == NONE ? List.of() : RunCurve.underWay(file, id, metrics);
    }
    curveStamp = now;
  }

  private void lookAtQueries() throws IOException {
    Path file = folder.resolve(RunLog.QUERIES);
    Stamp now = Stamp.of(file, complete);
    if (!now.equals(queriesStamp)) {
      asked = now == NONE ? 0 : asked(file);
      queriesStamp = now;
    }
  }

  /** The number of the last query that is in a log. */
  private static long asked(Path file) throws IOException {
    try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer end = ByteBuffer.allocate((int) Math.min(END_BYTES, log.size()));
      log.position(log.size() - end.capacity());
      while (end.hasRemaining() && log.read(end) >= 0) {
        // A read may bring less than there is.
      }
      Optional<String> line = LineLog.lastGoodLine(Arrays.copyOf(end.array(), end.position()));
      return line.isEmpty() ? 0 : new ObjectMapper().readTree(line.get()).path("query").asLong();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  boolean isComplete() {
    return complete;
  }

  /** Whether a process plays it, or did so and was killed. */
  boolean isLocked() {
    return locked;
  }

  /** How it failed, if it did and was not begun again since. */
  Optional<FailedRun> failure() {
    return failure;
  }

  /** The number of queries so far. */
  long asked() {
    return asked;
  }

  /** The number of times that its curve has changed. */
  long changes() {
    return changes;
  }

  /** Its curve as far as it is good; none of a run that has failed, which has no end. */
  List<RunCurve> curve() {
    return failure.isPresent() ? List.of() : curve;
  }
}
