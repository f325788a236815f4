package org.querent.experiments.run;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process while it plays runs of an experiment. What is to be known of it lies in a file of its
 * own, which nobody else writes: so what was known of earlier ones stays, and those that help are
 * known as well. One that finds everything complete leaves none. Hears what another progress does,
 * too. Thread-safe.
 */
final class PlaySession implements Progress {
  private static final String FOLDER = "sessions";

  /**
   * What is known of a session.
   *
   * @param querent the version
   * @param machine system and cores
   * @param java the virtual machine and its version
   * @param threads the number of runs that it plays at a time
   * @param helps whether another process had begun the experiment, and waited for it
   * @param started when, by ISO 8601
   * @param finished when, or empty while it plays and if it was broken off
   * @param seconds how long it played
   * @param cpuSeconds how long all its threads computed
   */
  record Facts(
      String querent,
      String machine,
      String java,
      int threads,
      boolean helps,
      String started,
      String finished,
      double seconds,
      double cpuSeconds) {
    private static Facts of(int threads, boolean helps) {
      return new Facts(
          Provenance.version(),
          String.format(
              Locale.ROOT,
              "%s %s, %d cores",
              System.getProperty("os.name"),
              System.getProperty("os.arch"),
              Runtime.getRuntime().availableProcessors()),
          System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
          threads,
          helps,
          now(),
          "",
          0,
          0);
    }

    private Facts finished(double seconds, double cpuSeconds) {
      return new Facts(querent, machine, java, threads, helps, started, now(), seconds, cpuSeconds);
    }

    boolean isFinished() {
      return !finished.isEmpty();
    }

    private static String now() {
      return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
  }

  private final Path file;
  private final Facts facts;
  private final Progress other;
  private final long start = System.nanoTime();
  private final double cpuBefore = cpuSeconds();
  private boolean begun;

  /**
   * A session that has not played anything yet.
   *
   * @param experiment the run folder
   * @param helps whether another process has begun the experiment
   * @param other hears everything as well
   */
  PlaySession(Path experiment, int threads, boolean helps, Progress other) {
    facts = Facts.of(threads, helps);
    String name = facts.started().replaceAll("[^0-9TZ]", "") + "-" + UUID.randomUUID() + ".json";
    file = folder(experiment).resolve(name);
    this.other = other;
  }

  /** The folder of all of them. */
  static Path folder(Path experiment) {
    return experiment.resolve(FOLDER);
  }

  /**
   * All that are known of an experiment, as they were begun.
   *
   * @param notes hears of those that are damaged
   */
  static List<Facts> all(Path experiment, Consumer<String> notes) {
    if (!Files.exists(folder(experiment))) {
      return List.of();
    }
    List<Facts> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder(experiment))) {
      for (Path one : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        PlayedFile.read(one, new TypeReference<Facts>() {}, notes).ifPresent(all::add);
      }
    } catch (IOException e) {
      throw RunFolder.failure("cannot read who played " + experiment, e);
    }
    all.sort(Comparator.comparing(Facts::started));
    return all;
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

  private void write(Facts known) {
    try {
      PlayedFile.write(file, known);
    } catch (IOException e) {
      throw RunFolder.failure("cannot write " + file, e);
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
  public void asked(long queries) {
    other.asked(queries);
  }

  @Override
  public void kept(long queries) {
    other.kept(queries);
  }

  @Override
  public void spared(long queries) {
    other.spared(queries);
  }

  @Override
  public void reporting() {
    other.reporting();
  }

  @Override
  public void completed(String run) {
    other.completed(run);
  }

  @Override
  public void noted(String message) {
    other.noted(message);
  }

  @Override
  public void close() {
    other.close();
  }
}
