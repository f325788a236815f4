package org.querent.experiments.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.SamplePlugin;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.cli.end.ExitCode;
import org.querent.experiments.live.ExperimentWatch;
import org.querent.experiments.live.LiveReport;
import org.querent.experiments.run.JavaProcess;
import org.querent.experiments.statistics.IntervalMethod;

/** How processes of their own end. */
@Tag("faults")
class ProcessEndTest {
  private static final String SELECT = "int[] chosen = new int[round.batchSize()];";
  private static final long PATIENCE_SECONDS = 300;

  @TempDir Path folder;

  private Process start(String memory, Object... arguments) throws IOException {
    return JavaProcess.with(List.of(memory), QuerentCommand.class, arguments)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private int finish(Process process) throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended);
    return process.exitValue();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private Path experiment() {
    SampleExperiment.write(folder);
    return SampleExperiment.write(
        folder, "e.yaml", SampleExperiment.with("[random, max-variance]", "[in-order, random]"));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "2, 7"})
  void a_strategy_that_ends_the_process_does_not_end_it_in_good_order(int threads, int code)
      throws IOException, InterruptedException {
    String exit = "if (round.history().size() > 130) { System.exit(" + code + "); }";
    Path jar = SamplePlugin.inOrderWith(folder, SELECT, SELECT + exit);
    Process process =
        start(
            "-Xmx512m",
            "run",
            experiment(),
            "--out",
            folder,
            "--plugin",
            jar,
            "--threads",
            threads);
    assertEquals(ExitCode.RUNS_FAILED.code(), finish(process), log());
    assertTrue(
        log()
            .contains(
                "querent: com.example.InOrder.select called System.exit, which has ended all runs"),
        log());
    assertFalse(log().contains("stopping"), log());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void who_is_told_to_stop_says_nothing_of_strategies() throws IOException, InterruptedException {
    String slow = "try { Thread.sleep(1_000); } catch (InterruptedException e) { }";
    Path jar = SamplePlugin.inOrderWith(folder, SELECT, SELECT + slow);
    Path out = folder.resolve("out");
    Process process =
        start("-Xmx512m", "run", experiment(), "--out", out, "--plugin", jar, "--threads", 1);
    while (process.isAlive() && !log().contains("queries/s")) {
      Thread.sleep(20);
    }
    process.destroy();
    assertEquals(128 + 15, finish(process), log());
    assertTrue(log().contains("stopping; the same command goes on from here"), log());
    assertFalse(log().contains("System.exit"), log());
    // The strategy has used the interrupt up, and is stopped all the same, without a failure.
    assertFalse(log().contains("failed"), log());
  }

  @Test
  void the_live_page_says_when_who_plays_was_killed() throws Exception {
    SampleExperiment.write(folder);
    Path file =
        SampleExperiment.write(
            folder,
            "long.yaml",
            SampleExperiment.with("full-refit-every: 100", "full-refit-every: 1")
                .replace("budget: 200, batch: 20", "budget: 1000, batch: 1")
                .replace("sweeps: 10", "sweeps: 2000"));
    Path out = folder.resolve("out");
    Process process = start("-Xmx512m", "run", file, "--out", out);
    Optional<Path> played = Optional.empty();
    while (process.isAlive() && played.isEmpty()) {
      Thread.sleep(20);
      played = curve(out);
    }
    Path run = played.orElseThrow(() -> new AssertionError("nothing was played"));
    Injector injector = Guice.createInjector(new ExperimentsModule(folder));
    ExperimentWatch watch =
        injector
            .getInstance(WholeExperiment.class)
            .watch(run.getParent().getParent().getParent(), IntervalMethod.STUDENT);
    try (LiveReport report = LiveReport.start(watch, 0)) {
      URI state = URI.create(report.url() + "state");
      await(state, "\"phase\":\"running\"");
      assertEquals(128 + 9, finish(process.destroyForcibly()));
      await(state, "\"phase\":\"stopped\"");
    }
  }

  private static Optional<Path> curve(Path out) throws IOException {
    if (!Files.exists(out)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(file -> file.endsWith("curve.jsonl") && file.toFile().length() > 0)
          .findFirst();
    }
  }

  private static void await(URI state, String text) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(state).build();
    HttpClient client = HttpClient.newHttpClient();
    String body = "";
    for (int look = 0; look < 10 * PATIENCE_SECONDS && !body.contains(text); look++) {
      Thread.sleep(100);
      body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
    assertTrue(body.contains(text), body);
  }

  @Test
  void all_pairs_are_asked_for_in_the_memory_that_the_ratings_take()
      throws IOException, InterruptedException {
    try (PrintWriter lines = new PrintWriter(folder.resolve("ratings.csv").toFile(), UTF_8)) {
      lines.println("userId,movieId,rating,timestamp");
      for (int n = 0; n < 8_000; n++) {
        lines.println((n % 4_000) + "," + (n * 7 + n / 4_000) % 4_000 + ",3.0," + n);
      }
    }
    Path file = folder.resolve("e.yaml");
    Files.writeString(
        file,
        "name: e\ndataset: {path: ratings.csv}\nstrategies: [random]\noracle: {about: anything}\n"
            + "queries: {budget: 5}\n");
    // An int for each of the 16 million pairs would be all of it.
    assertEquals(0, finish(start("-Xmx64m", "run", file, "--out", folder)), log());
  }

  @Test
  void memory_that_is_lacking_is_one_message() throws IOException, InterruptedException {
    Path ratings = folder.resolve("ratings.csv");
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(ratings))) {
      lines.println("userId,movieId,rating,timestamp");
      for (int n = 0; n < 2_000_000; n++) {
        lines.println((n / 1_000) + "," + (n % 1_000) + ",3.0," + n);
      }
    }
    Path file = folder.resolve("e.yaml");
    Files.writeString(
        file,
        "name: e\ndataset: {path: ratings.csv}\nstrategies: [random]\nqueries: {budget: 5}\n");
    assertEquals(2, finish(start("-Xmx24m", "validate", file)), log());
    assertTrue(log().startsWith("querent: out of memory: 2"), log());
    assertTrue(log().contains(" MB, as much as Java may use here, are not enough; give it more"));
    assertEquals(1, log().lines().count(), log());
  }
}
