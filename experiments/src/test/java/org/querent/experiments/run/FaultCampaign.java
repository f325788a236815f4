package org.querent.experiments.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.QuerentCommand;
import org.querent.experiments.folder.RunLog;

/**
 * Plays one experiment again and again in processes of their own, and does to them what the world
 * does: kills them, damages what they have written, fills their disk. Whenever an experiment is
 * complete, its runs have to have the bytes of one that nothing was done to, and no answered query
 * that was in a log may ever be missing from it later.
 */
public final class FaultCampaign {
  private static final String YAML =
      """
      name: faults
      dataset: {path: ratings.csv}
      split: {test: 0.2, initial: 100}
      model: {factors: 4, covariance: full}
      training: {sweeps: 40, held-sweeps: 10, incremental: {neighbours: one-hop, full-refit-every: 400}}
      strategies:
        - random
        - {type: max-variance, selection: stochastic}
        - expected-variance-reduction
        - {type: switch, first: popularity, second: thompson-sampling, after: 300}
      queries: {budget: 1000, batch: 1}
      evaluate: {every: 100}
      seeds: 3
      """;

  private static final int RUNS = 12;

  private final Path folder;
  private final RandomGenerator random;
  private final Map<String, String> reference;
  private final long millis;

  /**
   * Plays the experiment once, undisturbed.
   *
   * @param folder an empty folder to work in
   */
  FaultCampaign(Path folder, long seed) throws IOException, InterruptedException {
    this.folder = folder;
    random = new SplittableRandom(seed);
    SampleExperiment.write(folder);
    SampleExperiment.write(folder, "faults.yaml", YAML);
    long before = System.nanoTime();
    Path out = folder.resolve("reference");
    require(finish(start(out)) == 0, "the undisturbed experiment failed: " + said());
    millis = (System.nanoTime() - before) / 1_000_000;
    reference = runs(out);
    require(reference.size() == 5 * RUNS, "the reference has " + reference.keySet());
  }

  /** What was done, and what became of it. */
  record Count(int faults, int completed, int resumed) {}

  private Process start(Path out) throws IOException {
    return JavaProcess.of(
            QuerentCommand.class,
            "run",
            folder.resolve("faults.yaml"),
            "--out",
            out,
            "--threads",
            "2",
            "--checkpoint-seconds",
            "0")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"), StandardCharsets.UTF_8);
  }

  private static int finish(Process process) throws InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("a process hung for five minutes");
    }
    return process.exitValue();
  }

  /** Lets a process live for a random part of the time that the experiment takes. */
  private boolean livedTo(Process process) throws InterruptedException {
    long start = Math.min(400, millis / 4);
    return process.waitFor(random.nextLong(start, millis), TimeUnit.MILLISECONDS);
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Kills processes with SIGKILL, each at a random moment.
   *
   * @param kills how many
   * @param damage whether to damage a file of the runs after each
   */
  Count kill(int kills, boolean damage) throws IOException, InterruptedException {
    int done = 0;
    int completed = 0;
    int resumed = 0;
    for (int experiment = 0; done < kills; experiment++) {
      Path out = folder.resolve("killed-" + damage + "-" + experiment);
      Map<String, String> queries = Map.of();
      while (done < kills) {
        Process process = start(out);
        if (livedTo(process)) {
          break;
        }
        kill(process);
        done++;
        requireKept(queries, queries(out));
        if (damage && damageOne(out)) {
          queries = Map.of();
        } else {
          queries = queries(out);
        }
      }
      resumed += complete(out);
      requireKept(queries, queries(out));
      completed++;
      delete(out);
    }
    return new Count(done, completed, resumed);
  }

  /**
   * Plays the experiment on a file system that is too small, which then grows.
   *
   * @return nothing was done if this user may mount none
   */
  Count fillDisk(int times) throws IOException, InterruptedException {
    int completed = 0;
    int resumed = 0;
    for (int n = 0; n < times; n++) {
      Path disk = Files.createDirectories(folder.resolve("disk-" + n));
      if (system(
              "mount", "-t", "tmpfs", "-o", "size=" + random.nextInt(8, 1_200) + "k", "tmpfs", disk)
          != 0) {
        return new Count(0, 0, 0);
      }
      try {
        int code = finish(start(disk));
        String said = said();
        require(code == 2, "a full disk ended with " + code + ": " + said);
        String last =
            said.lines()
                .filter(line -> line.startsWith("querent: "))
                .reduce((a, b) -> b)
                .orElse("");
        require(last.contains("No space left on device"), "a full disk was not named: " + said);
        require(!said.contains("\tat "), said);
        Map<String, String> queries = queries(disk);
        require(system("mount", "-o", "remount,size=64m", disk) == 0, "the disk does not grow");
        resumed += complete(disk);
        requireKept(queries, queries(disk));
        completed++;
      } finally {
        system("umount", disk);
      }
    }
    return new Count(times, completed, resumed);
  }

  private static int system(Object... command) throws IOException, InterruptedException {
    return new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Plays to the end; returns whether there was something to go on from. */
  private int complete(Path out) throws IOException, InterruptedException {
    boolean begun = !queries(out).isEmpty();
    require(finish(start(out)) == 0, "it does not go on: " + said());
    Map<String, String> runs = runs(out);
    for (Map.Entry<String, String> file : reference.entrySet()) {
      require(
          file.getValue().equals(runs.get(file.getKey())),
          file.getKey() + " differs from that of the undisturbed experiment");
    }
    require(runs.keySet().equals(reference.keySet()), "left behind: " + runs.keySet());
    return begun ? 1 : 0;
  }

  private static Map<String, String> runs(Path out) throws IOException {
    Map<String, String> runs = new TreeMap<>();
    try (Stream<Path> folders = Files.list(out)) {
      for (Path experiment : folders.filter(Files::isDirectory).toList()) {
        runs.putAll(SampleExperiment.files(experiment.resolve("runs")));
      }
    }
    return runs;
  }

  /** The whole lines of all logs of queries. */
  private static Map<String, String> queries(Path out) throws IOException {
    Map<String, String> logs = new TreeMap<>();
    if (Files.exists(out)) {
      runs(out)
          .forEach(
              (name, text) -> {
                if (name.endsWith(RunLog.QUERIES)) {
                  logs.put(name, text.substring(0, text.lastIndexOf('\n') + 1));
                }
              });
    }
    return logs;
  }

  private static void requireKept(Map<String, String> before, Map<String, String> now) {
    before.forEach(
        (log, lines) ->
            require(now.getOrDefault(log, "").startsWith(lines), log + " has lost answers"));
  }

  /** Cuts a file of a run off, or changes a bit of it. */
  private boolean damageOne(Path out) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(out)) {
      try (Stream<Path> all = Files.walk(out)) {
        all.filter(file -> file.toString().contains("runs") && Files.isRegularFile(file))
            .sorted()
            .forEach(files::add);
      }
    }
    files.removeIf(file -> file.toFile().length() == 0);
    if (files.isEmpty()) {
      return false;
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    if (random.nextBoolean()) {
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    } else {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    }
    return true;
  }

  private static void delete(Path out) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Arguments: how many kills, damages and full disks. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("querent-faults");
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    FaultCampaign campaign = new FaultCampaign(folder, seed);
    System.out.printf("undisturbed: %.1f s%n", campaign.millis / 1e3);
    print("kills", campaign.kill(Integer.parseInt(args[0]), false));
    print("kills, each with a damaged file", campaign.kill(Integer.parseInt(args[1]), true));
    print("full disks", campaign.fillDisk(Integer.parseInt(args[2])));
    delete(folder);
  }

  private static void print(String what, Count count) {
    System.out.printf(
        "%d %s: %d experiments completed, all with the bytes of the undisturbed one; %d went on from what was there%n",
        count.faults, what, count.completed, count.resumed);
  }
}
