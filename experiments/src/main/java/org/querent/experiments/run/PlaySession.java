package org.querent.experiments.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.PlayedFile;
import org.querent.experiments.folder.RunOrigin;
import org.querent.experiments.folder.Session;

/**
 * A process while it plays runs of an experiment. What is to be known of it lies in a file of its
 * own, which nobody else writes: so what was known of earlier ones stays, and those that help are
 * known as well. One that finds everything complete leaves none. Hears what another progress does,
 * too. Thread-safe.
 */
final class PlaySession implements ForwardingProgress {
  private final Path file;
  private final RunOrigin origin;
  private final Session facts;
  private final Progress other;
  private final long start = System.nanoTime();
  private final double cpuBefore = cpuSeconds();
  private boolean begun;

  /**
   * A session that has not played anything yet.
   *
   * @param experiment the run folder
   * @param origin what all runs of the experiment are of
   * @param helps whether another process has begun the experiment
   * @param other hears everything as well
   */
  PlaySession(Path experiment, RunOrigin origin, int threads, boolean helps, Progress other) {
    this.origin = origin;
    facts = Session.of(threads, helps);
    String name = facts.started().replaceAll("[^0-9TZ]", "") + "-" + UUID.randomUUID() + ".json";
    file = Session.folder(experiment).resolve(name);
    this.other = other;
  }

  /** Notes, the first time, that something is played here. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      write(facts);
    }
  }

  /** Notes, if anything was played, how long that took. */
  synchronized void end() {
    if (begun && Files.exists(file)) {
      write(facts.finished((System.nanoTime() - start) / 1e9, cpuSeconds() - cpuBefore));
    }
  }

  private void write(Session known) {
    try {
      PlayedFile.write(file, origin, known);
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + file, e);
    }
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  @Override
  public void playing(String run) {
    begin();
    other.playing(run);
  }

  @Override
  public Progress other() {
    return other;
  }
}
