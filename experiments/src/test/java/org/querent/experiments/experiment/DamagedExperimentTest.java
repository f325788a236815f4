package org.querent.experiments.experiment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.Fuzzing;
import org.querent.core.Mutator;
import org.querent.core.UserException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;

/** Experiments in YAML, damaged by chance and by what is known to be hard on readers of YAML. */
@Tag("fuzz")
class DamagedExperimentTest {
  private static final String FULL =
      """
      name: full
      dataset:
        path: r.tsv
        scale: {min: 1, max: 10}
        columns: {user: uid, item: 3, rating: stars, timestamp: when, separator: tab}
      protocol: pool
      split: {test: 0.2, initial: 1000, by: time}
      oracle: {about: anything, noise: 0.5, inconsistency: 0.25}
      features: [user, item, {type: year, width: 5}]
      model: {type: vfm, factors: 4, covariance: full, prior-precision: 2}
      training:
        optimizer: coordinate-ascent
        sweeps: 30
        incremental: {sweeps: 3, neighbours: all, tolerance: 0.1, full-refit-every: 0}
      engine: cpu
      strategies:
        - random
        - {type: max-variance, selection: stochastic, label: mv}
        - {type: epsilon-random, epsilon: 0.3, strategy: {type: switch, first: random, second: ucb}}
      queries: {budget: 400, batch: 40}
      evaluate: {every: 200, metrics: [rmse, nll]}
      seeds: 3
      checkpoints: 4
      """;

  /** Nine levels of nine aliases each: 387 million values where aliases are followed. */
  private static final String BOMB = bomb();

  private static final List<byte[]> DICTIONARY =
      Stream.of(
              "&a ",
              "*a",
              "*a\n",
              "<<: *a\n",
              "&a [*a, *a]",
              "!!javax.script.ScriptEngineManager [x]",
              "!!binary ",
              "! ",
              "!<tag:yaml.org,2002:int> ",
              "%YAML 9.9\n---\n",
              "%TAG ! tag:x,2000:\n---\n",
              "---\n",
              "...\n",
              "? ",
              ": ",
              "- ",
              "|\n",
              ">-\n",
              "|9\n",
              "{",
              "}",
              "[",
              "]",
              "[".repeat(10_000),
              "{a: ".repeat(3000),
              "- ".repeat(3000),
              "? ".repeat(3000),
              "'",
              "\"",
              "\"\\U0010ffff\"",
              "\"\\ud800\"",
              "\"\\x00\"",
              "#",
              "@",
              "`",
              "null",
              "~",
              ".nan",
              "-.inf",
              "0x7fffffffffffffffff",
              "010",
              "190:20:30",
              "2001-12-14t21:59:43.10-05:00",
              "9".repeat(5000),
              "-1",
              "1e400",
              "1e-400",
              "0." + "0".repeat(5000) + "1",
              "true",
              "dataset: ",
              "strategies: ",
              "name: ",
              "type: ",
              "columns: ",
              "include: \"\\0\"\n",
              "include: e.yaml\n",
              "include: [s.yaml, s.yaml]\n",
              "preset: x\n",
              "{grid: [1, 2]}",
              "grid: ",
              "a:\n".repeat(200),
              "k: v\n",
              "x".repeat(5000) + ": 1\n",
              BOMB,
              FULL)
          .map(text -> text.getBytes(UTF_8))
          .toList();
  private static final long MOST_BYTES = 512L << 20;

  @TempDir Path folder;

  private final Injector injector = Guice.createInjector(new ExperimentsModule(Path.of("no-data")));
  private final ExperimentReader reader = injector.getInstance(ExperimentReader.class);
  private final ResolvedExperiment resolved = injector.getInstance(ResolvedExperiment.class);

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x]\n");
    for (int n = 1; n < 9; n++) {
      String alias = "*l" + (n - 1);
      bomb.append(
          "l%d: &l%d [%s]\n"
              .formatted(
                  n,
                  n,
                  String.join(
                      ", ",
                      List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
    }
    return bomb.toString();
  }

  @Test
  void a_damaged_experiment_is_read_or_refused() throws IOException {
    List<byte[]> seeds = seeds();
    int inputs = Fuzzing.inputs(500);
    int refused =
        Fuzzing.run(inputs, n -> reading(n, seeds), UserException.class, MOST_BYTES, 100_000);
    // Otherwise the damage would be none, or nothing but noise.
    assertTrue(refused > inputs / 2 && refused < inputs, refused + " of " + inputs);
  }

  static Stream<Arguments> huge_documents() {
    String rest = "\nstrategies: [random]\n";
    return Stream.of(
        arguments(
            "many keys",
            IntStream.range(0, 24_000).mapToObj(n -> "k" + n + ": 1\n").collect(joining())),
        arguments("many times one key", "k: 1\n".repeat(24_000)),
        arguments("a long key", "? " + "x".repeat(90_000) + "\n: 1\n"),
        arguments("a long name of a data set", "dataset: " + "x".repeat(90_000) + rest),
        arguments("a long number", "seeds: " + "9".repeat(90_000) + rest),
        arguments("a long fraction", "split: {test: 0." + "1".repeat(90_000) + "}" + rest),
        arguments(
            "many strategies",
            "dataset: ml-100k\nstrategies: [" + "random,\n ".repeat(40_000) + "]"),
        arguments("many unknown strategies", "strategies: [" + "randon,\n ".repeat(40_000) + "]"),
        arguments(
            "long unknown strategies",
            "strategies: [" + ("x".repeat(1000) + ", ").repeat(1000) + "]"),
        arguments(
            "many metrics", "evaluate: {metrics: [" + "rmsf,\n ".repeat(40_000) + "]}" + rest),
        arguments("many features", "features: [" + "user,\n ".repeat(40_000) + "]" + rest),
        arguments("many anchors", "strategies: [" + "&a 1,\n ".repeat(40_000) + "]"),
        arguments("many aliases", "a: &a 1\nstrategies: [" + "*a,\n ".repeat(40_000) + "]"),
        arguments("deep lists", "a: " + "[".repeat(90_000)),
        arguments("deep mappings", "{a: ".repeat(20_000)),
        arguments("deep block lists", "- ".repeat(45_000)),
        arguments("deep keys", "? ".repeat(45_000)),
        arguments(
            "strategies of strategies",
            "strategies: ["
                + "{type: epsilon-random, strategy: ".repeat(40)
                + "x"
                + "}".repeat(40)
                + "]"),
        arguments("a long line", "dataset: " + "x".repeat(1_000_000) + rest),
        arguments("too many bytes", "# " + "x".repeat(2_000_000)),
        arguments("aliases of aliases", BOMB),
        arguments("a file twice in itself", "include: [e.yaml, e.yaml]" + rest),
        arguments("a file many times", "include: [" + "no.yaml,\n ".repeat(40_000) + "]" + rest),
        arguments("no path", "include: \"\\0\"" + rest),
        arguments(
            "a grid in many keys",
            IntStream.range(0, 20_000).mapToObj(n -> "k" + n + ": 1\n").collect(joining())
                + "seeds: {grid: [1"
                + ", 2".repeat(900)
                + "]}"
                + rest),
        arguments(
            "a grid of grids", "seeds: " + "{grid: [1, ".repeat(24) + "2" + "]}".repeat(24) + rest),
        arguments("many grids", "strategies: [" + "{grid: [1, 2]},\n ".repeat(5000) + "]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("huge_documents")
  void a_huge_document_is_refused_in_few_words(String what, String yaml) {
    Path file = write(yaml.getBytes(UTF_8));
    int refused =
        Fuzzing.run(1, n -> () -> reader.read(file), UserException.class, MOST_BYTES, 100_000);
    assertEquals(1, refused, what);
  }

  private static List<byte[]> seeds() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      List<Path> own = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      Stream.Builder<byte[]> seeds = Stream.builder();
      for (Path file : own) {
        seeds.add(Files.readAllBytes(file));
      }
      seeds.add(FULL.getBytes(UTF_8)).add(SampleExperiment.YAML.getBytes(UTF_8));
      return seeds.build().toList();
    }
  }

  private Executable reading(int number, List<byte[]> seeds) {
    RandomGenerator random = new SplittableRandom(number);
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    byte[] damaged = new Mutator(random, DICTIONARY).mutate(seed);
    Path file = write(damaged);
    return () -> {
      ExperimentSpec spec = reader.read(file);
      String yaml = resolved.yaml(spec);
      Path again = write(yaml.getBytes(UTF_8));
      assertEquals(yaml, resolved.yaml(reader.read(again)), () -> new String(damaged, ISO_8859_1));
    };
  }

  private Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("e.yaml"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
