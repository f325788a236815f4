package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.querent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.Ratings;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;

/**
 * Data sets as they are published, from a look at a file to a report, by nothing but what {@code
 * inspect} prints. They are no part of Querent: where {@code ../shared/data} is absent this is
 * skipped.
 */
class InspectedDataTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "movietweetings-100k/ratings.dat | 100000 | {path: movies.dat, header: false, id: 1, title: 2}",
        "goodbooks-10k/ratings.csv.zip | 979478 |",
        "anime/anime_ratings.dat | 419943 | {path: anime_info.dat, id: anime_ids, title: name}",
        "ml-1m/ratings.dat | 1000209 | {path: movies.dat, header: false, id: 1, title: 2, encoding: latin-1}",
      })
  void what_inspect_prints_is_trained_on_and_played_unchanged(String name, int size, String items)
      throws IOException {
    Path file = DATA.resolve(name).toAbsolutePath().normalize();
    assumeTrue(Files.exists(file), () -> file + " is absent");
    String printed = done("inspect", file);
    Ratings ratings = InspectCommandTest.load(printed);
    assertEquals(size, ratings.size());
    String block = InspectCommandTest.block(printed);
    String settings =
        block.lines().skip(2).map(String::strip).reduce((a, b) -> a + ", " + b).orElseThrow();
    Answer trained =
        querent("train", file, "--dataset", settings, "--rank=2", "--epochs=2", "--test=0.1");
    assertEquals(0, trained.code(), trained.err());
    String side =
        items == null
            ? ""
            : "  items: " + items.replace("path: ", "path: " + file.getParent() + "/") + "\n";
    Path experiment =
        SampleExperiment.write(
            folder,
            "e.yaml",
            block
                + side
                + """
                name: inspected
                split: {test: 0.1, initial: 20000}
                model: {factors: 2}
                training: {sweeps: 3, incremental: {full-refit-every: 0}}
                strategies: [random, max-variance]
                queries: {budget: 100, batch: 50}
                evaluate: {every: 50}
                seeds: 1
                """);
    Answer run = querent("run", experiment, "--out", folder.resolve("out"));
    assertEquals(0, run.code(), run.err());
    String page = SampleExperiment.content(Path.of(run.out().strip()));
    if (items != null) {
      assertTrue(
          titles(file.resolveSibling(items.replaceAll(".*path: |,.*", "")))
              .anyMatch(page::contains));
    }
  }

  /** What a table calls things, as far as it is the same on a page: the second column. */
  private static Stream<String> titles(Path table) throws IOException {
    return Files.readAllLines(table, StandardCharsets.ISO_8859_1).stream()
        .skip(1)
        .map(line -> line.split("::|\t")[1])
        .filter(title -> title.matches("[A-Za-z0-9 ():,.]{10,}"));
  }
}
