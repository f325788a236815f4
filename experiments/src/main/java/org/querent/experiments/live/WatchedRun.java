package org.querent.experiments.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.CompleteRun;
import org.querent.experiments.folder.ExpectedRun;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.FolderReader;
import org.querent.experiments.folder.LineLog;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.lock.FolderLock;

/** What is known of one run whose folder others write. Not thread-safe. */
final class WatchedRun {
  /** Holds a few lines of a log of queries. */
  private static final int END_BYTES = 2_048;

  private final RunId id;
  private final Path experiment;
  private final Path folder;
  private final ExpectedRun expected;
  private final List<String> metrics;

  /** The files that the curve and all that is sealed of a complete run were read from. */
  private List<FileStamp> curveRead = List.of();

  private FileStamp queriesRead = FileStamp.NONE;
  private List<RunCurve> curve = List.of();
  private Optional<CompleteRun> sealed = Optional.empty();
  private Optional<FailedRun> failure = Optional.empty();
  private boolean complete;
  private boolean locked;
  private long asked;

  /**
   * Looks at nothing yet.
   *
   * @param experiment the run folder
   * @param expected what the run should be once it is complete
   */
  WatchedRun(RunId id, Path experiment, ExpectedRun expected, List<String> metrics) {
    this.id = id;
    this.experiment = experiment;
    folder = RunFolder.run(experiment, id);
    this.expected = expected;
    this.metrics = metrics;
  }

  /** Looks at what has changed. */
  void look() {
    try {
      RunFolder.requirePlaces(folder);
      // Asked first: a run that is marked now has a whole curve when that is read.
      complete = RunSeal.isThere(folder);
      locked = !complete && FolderLock.isHeld(experiment, id.folderName());
      if (!complete) {
        FolderReader.requireSeal(experiment, id);
      }
      failure = complete ? Optional.empty() : FailedRun.kept(folder);
      lookAtQueries();
      lookAtCurve();
    } catch (NoSuchFileException e) {
      // Deleted meanwhile, to be played again: the next look finds what is there then.
    } catch (RunSeal.BrokenException | ExperimentException e) {
      failure = Optional.of(new FailedRun(id.folderName(), e.getMessage()));
      complete = false;
      sealed = Optional.empty();
      curveRead = List.of();
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the run " + folder, e);
    }
  }

  private void lookAtCurve() throws IOException {
    Path file = folder.resolve(RunLog.CURVE);
    List<FileStamp> now = new ArrayList<>(List.of(FileStamp.of(file)));
    if (complete) {
      now.add(FileStamp.of(folder.resolve(RunSeal.NAME)));
      for (String name : RunLog.SEALED) {
        now.add(FileStamp.of(folder.resolve(name)));
      }
    }
    if (now.equals(curveRead)) {
      return;
    }
    sealed =
        complete ? Optional.of(CompleteRun.read(folder, id, expected, metrics)) : Optional.empty();
    if (complete) {
      curve = List.of(sealed.get().curve());
    } else {
      curve = now.get(0) == FileStamp.NONE ? List.of() : RunCurve.underWay(file, id, metrics);
    }
    curveRead = now;
  }

  private void lookAtQueries() throws IOException {
    Path file = folder.resolve(RunLog.QUERIES);
    FileStamp now = FileStamp.of(file);
    if (!now.equals(queriesRead)) {
      asked = now == FileStamp.NONE ? 0 : asked(file);
      queriesRead = now;
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

  /** Whether a process plays it. */
  boolean isLocked() {
    return locked;
  }

  /** How it failed, if it did and was not begun again since. */
  Optional<FailedRun> failure() {
    return failure;
  }

  /** All of it, if it is complete and whole. */
  Optional<CompleteRun> sealed() {
    return complete ? sealed : Optional.empty();
  }

  /** The number of queries so far. */
  long asked() {
    return asked;
  }

  /** Its curve as far as it is good; none of a run that has failed, which has no end. */
  List<RunCurve> curve() {
    return failure.isPresent() ? List.of() : curve;
  }
}
