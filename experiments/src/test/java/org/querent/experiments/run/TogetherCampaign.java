package org.querent.experiments.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.QuerentCommand;
import org.querent.experiments.folder.RunFolder;

/**
 * Starts three processes on one folder again and again, at random moments: one plain, one that
 * joins, one that forces; stops one of them for a while, or kills it. No two may ever play a run at
 * the same time, no complete run may be played again unless that is forced, none may end with
 * anything but success or a refusal, and the bytes have to be those of one process that was alone.
 */
public final class TogetherCampaign {
  private static final List<String> RUNS = List.of("a", "b", "c", "d");

  private static final String YAML =
      """
      name: together
      dataset: {path: ratings.csv}
      split: {test: 0.2, initial: 100}
      model: {factors: 2}
      training: {sweeps: 10, held-sweeps: 3, incremental: {full-refit-every: 100}}
      strategies:
      %squeries: {budget: 300, batch: 5}
      evaluate: {every: 100}
      seeds: 1
      """;

  private static final List<String> KINDS = List.of("plain", "--join", "--force");

  private final Path folder;
  private final Random random;
  private final long millis;
  private final Map<String, String> reference;

  /** How often what happened. */
  record Count(int rounds, int played, int refused, int stopped, int killed, int again) {
    Count plus(Count other) {
      return new Count(
          rounds + other.rounds,
          played + other.played,
          refused + other.refused,
          stopped + other.stopped,
          killed + other.killed,
          again + other.again);
    }
  }

  /** One of the processes. */
  private record Player(String kind, Process process, Path said) {
    int end() throws InterruptedException {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(kind + " hung for five minutes");
      }
      return process.exitValue();
    }

    String text() throws IOException {
      return Files.readString(said, StandardCharsets.UTF_8);
    }
  }

  /**
   * Plays the experiment once, with nobody else.
   *
   * @param folder an empty folder to work in
   */
  TogetherCampaign(Path folder, long seed) throws IOException, InterruptedException {
    this.folder = folder;
    random = new Random(seed);
    SampleExperiment.write(folder);
    StringBuilder strategies = new StringBuilder();
    for (String run : RUNS) {
      strategies.append(
          "  - {type: %s, label: %s, run: %s}%n"
              .formatted(JournalStrategy.class.getName(), run, run));
    }
    SampleExperiment.write(folder, "together.yaml", YAML.formatted(strategies));
    long before = System.nanoTime();
    Path out = begin("alone");
    Player alone = start(out, "plain", 0);
    require(alone.end() == 0, "alone it failed: " + alone.text());
    millis = (System.nanoTime() - before) / 1_000_000;
    reference = files(out);
    require(players(out).values().stream().allMatch(p -> p.size() == 1), "played twice alone");
  }

  private Path begin(String name) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    Files.createFile(journal(out));
    return out;
  }

  private static Path journal(Path out) {
    return out.resolve("journal.txt");
  }

  private Player start(Path out, String kind, int number) throws IOException {
    Path said = out.resolve("said-" + number + ".txt");
    List<Object> arguments =
        new ArrayList<>(List.of("run", folder.resolve("together.yaml"), "--out", out));
    arguments.addAll(List.of("--threads", 1, "--checkpoint-seconds", 0));
    if (!kind.equals("plain")) {
      arguments.add(kind);
    }
    ProcessBuilder builder = JavaProcess.of(QuerentCommand.class, arguments.toArray());
    builder.command().add(1, "-D" + JournalStrategy.FILE + "=" + journal(out));
    return new Player(
        kind, builder.redirectErrorStream(true).redirectOutput(said.toFile()).start(), said);
  }

  /** Plays some rounds. */
  Count play(int rounds) throws IOException, InterruptedException {
    Count all = new Count(0, 0, 0, 0, 0, 0);
    for (int n = 0; n < rounds; n++) {
      all = all.plus(round("round-" + n));
    }
    return all;
  }

  private Count round(String name) throws IOException, InterruptedException {
    Path out = begin(name);
    List<String> kinds = new ArrayList<>(KINDS);
    Collections.shuffle(kinds, random);
    List<Player> players = new ArrayList<>();
    for (String kind : kinds) {
      if (!players.isEmpty()) {
        sleep(millis / 3);
      }
      players.add(start(out, kind, players.size()));
    }
    int stopped = 0;
    int killed = 0;
    sleep(millis / 3);
    Player victim = oneOfThoseAlive(players);
    if (victim.process().isAlive()) {
      if (random.nextBoolean()) {
        JavaProcess.signal(victim.process(), "STOP");
        sleep(millis);
        JavaProcess.signal(victim.process(), "CONT");
        stopped++;
      } else {
        victim.process().destroyForcibly().waitFor();
        killed++;
      }
    }
    int refused = 0;
    boolean forced = false;
    for (Player player : players) {
      int code = player.end();
      boolean isKilled = killed > 0 && player == victim;
      boolean isRefused = code == 2 && isInUse(player.text());
      require(code == 0 || isKilled || isRefused, name + ": " + code + ": " + player.text());
      refused += isRefused ? 1 : 0;
      forced |= player.kind().equals("--force") && !isRefused;
    }
    Player last = start(out, "plain", players.size());
    require(last.end() == 0, name + " is not completed: " + last.text());
    require(!last.text().contains("damaged"), name + ": " + last.text());
    require(files(out).equals(reference), name + " has other bytes than one process alone");
    int again = requireOnce(name, players(out), 1 + killed + (forced ? 1 : 0));
    RunFolder.delete(out);
    return new Count(1, players.size() - refused, refused, stopped, killed, again);
  }

  private Player oneOfThoseAlive(List<Player> players) {
    List<Player> alive = players.stream().filter(player -> player.process().isAlive()).toList();
    return alive.isEmpty() ? players.get(0) : alive.get(random.nextInt(alive.size()));
  }

  private void sleep(long most) throws InterruptedException {
    Thread.sleep(random.nextLong(most));
  }

  private static boolean isInUse(String said) {
    return said.lines()
        .reduce((a, b) -> b)
        .filter(line -> line.startsWith("querent: ") && line.contains(" is in use by another"))
        .isPresent();
  }

  /** The processes that asked in each run, one after the other. */
  private static Map<String, List<String>> players(Path out) throws IOException {
    Map<String, List<String>> players = new HashMap<>();
    for (String line : Files.readAllLines(journal(out))) {
      List<String> of = players.computeIfAbsent(line.split(" ")[0], run -> new ArrayList<>());
      String process = line.split(" ")[1];
      if (of.isEmpty() || !of.get(of.size() - 1).equals(process)) {
        of.add(process);
      }
    }
    return players;
  }

  /** Returns how many runs were begun or gone on with by another process, for a reason. */
  private static int requireOnce(String round, Map<String, List<String>> players, int most) {
    require(players.keySet().equals(Set.copyOf(RUNS)), round + " played " + players.keySet());
    int again = 0;
    for (Map.Entry<String, List<String>> run : players.entrySet()) {
      List<String> of = run.getValue();
      String who = "%s: the run %s was played by %s".formatted(round, run.getKey(), of);
      require(new HashSet<>(of).size() == of.size(), who + ", by some at the same time");
      require(of.size() <= most, who + ", allowed " + most);
      again += of.size() - 1;
    }
    return again;
  }

  /** The bytes of the runs. */
  private static Map<String, String> files(Path out) throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      Path experiment = all.filter(Files::isDirectory).findFirst().orElseThrow();
      return SampleExperiment.files(experiment.resolve("runs"));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Argument: how many rounds. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("querent-together");
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    TogetherCampaign campaign = new TogetherCampaign(folder, seed);
    System.out.printf("alone: %.1f s%n", campaign.millis / 1e3);
    Count count = campaign.play(Integer.parseInt(args[0]));
    System.out.printf(
        "%d rounds of three processes: %d played, %d were refused; %d were stopped for a while and %d killed; %d times a run was gone on with or forced; none was played twice, all had the bytes of one process%n",
        count.rounds, count.played, count.refused, count.stopped, count.killed, count.again);
    RunFolder.delete(folder);
  }
}
