package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.querent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;

class OwnSplitTest {
  private static final String HEADER = "userId,movieId,rating,timestamp\n";

  @TempDir Path folder;

  @BeforeEach
  void write() {
    SampleExperiment.write(folder);
  }

  /** The sample with another data set, split and seeds. */
  private Path experiment(String name, String dataset, String split, String seeds) {
    return SampleExperiment.write(
        folder,
        name + ".yaml",
        SampleExperiment.YAML
            .replace("name: small", "name: " + name)
            .replace("dataset: {path: ratings.csv}\n", dataset)
            .replace("split: {test: 0.2, initial: 100}\n", split)
            .replace("seeds: 2\n", seeds));
  }

  private Path run(Path experiment) {
    return Path.of(done("run", experiment, "--out", folder.resolve("out")).strip()).getParent();
  }

  /** What runs asked and were told, by the names of their folders. */
  private static Map<String, String> queries(Path run) throws IOException {
    Map<String, String> queries = new TreeMap<>();
    try (Stream<Path> runs = Files.list(run.resolve("runs"))) {
      for (Path one : runs.toList()) {
        queries.put(
            one.getFileName().toString(), SampleExperiment.content(one.resolve("queries.jsonl")));
      }
    }
    return queries;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "split: {test: 0.2, initial: 100}\n",
        "split: {leave-out: 3, initial: 100}\n",
        "split: {newcomers: 0.3}\nprotocol: cold-start\n"
      })
  void a_split_that_is_written_reads_back_to_the_same_runs(String split) throws IOException {
    boolean pool = !split.contains("cold-start");
    String seeds = "seeds: [3]\n";
    String data = "dataset: {path: ratings.csv}\n";
    Path before = experiment("before", data, split, seeds);
    Path after = experiment("after", data, pool ? "" : "protocol: cold-start\n", seeds);
    if (!pool) {
      for (Path file : List.of(before, after)) {
        String text = Files.readString(file);
        Files.writeString(file, text.replace("budget: 200, batch: 20", "budget: 4, batch: 2"));
      }
    }
    String lines = done("split", before, "--seed", 3, "--out", folder.resolve("parts"));
    Files.writeString(after, Files.readString(after) + lines);
    Path played = run(before);
    assertEquals(queries(played), queries(run(after)));
    assertEquals(2, queries(played).size());
  }

  @Test
  void another_file_of_a_split_is_another_experiment() throws IOException {
    String data = "dataset: {path: ratings.csv}\n";
    Path before = experiment("before", data, "split: {initial: 100}\n", "seeds: [1]\n");
    String lines = done("split", before, "--out", folder.resolve("parts"));
    Path file = experiment("own", data, lines, "seeds: [1]\n");
    Path first = run(file);
    Path initial = folder.resolve("parts/initial.csv");
    List<String> kept = Files.readAllLines(initial);
    Files.write(initial, kept.subList(0, kept.size() - 1));
    assertFalse(first.equals(run(file)));
  }

  /** Lines of the sample in three files. */
  private void writeParts(String first, String... more) {
    List<String> lines = SampleExperiment.ratings(1_500, ",").lines().toList();
    int[] ends = {0, 300, 420, 1_500};
    String[] names = {"test.csv", "initial.csv", "pool.csv"};
    for (int n = 0; n < 3; n++) {
      List<String> part = new ArrayList<>(lines.subList(ends[n], ends[n + 1]));
      if (names[n].equals(first)) {
        part.addAll(List.of(more));
      }
      SampleExperiment.write(folder, names[n], HEADER + String.join("\n", part) + "\n");
    }
  }

  private static final String PARTS =
      "split: {test: test.csv, initial: initial.csv, pool: pool.csv}\n";

  @Test
  void three_files_alone_are_a_data_set_and_every_seed_has_their_split() throws IOException {
    writeParts("");
    Path file = experiment("own", "", PARTS, "seeds: 2\n");
    Answer validated = querent("validate", file);
    assertTrue(
        validated.out().contains("test.csv + initial.csv + pool.csv: 1,500 ratings"),
        validated::toString);
    Path played = run(file);
    assertEquals(4, queries(played).size());
    assertEquals("3 of 4 runs played again: the same bytes\n", done("verify", played));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{path: ratings.csv} | pool.csv | 999,1,3,0 | pool.csv, rating 1,081: that of item 1 by user"
            + " 999 is not in the data set ratings.csv",
        "{scale: {min: 1, max: 5}} | pool.csv | FIRST | in two of the files test.csv + initial.csv +"
            + " pool.csv; keep it in one of them",
        "{path: ratings.csv} | pool.csv | FIRST | is in",
        "{scale: {min: 1, max: 5}, filter: {k-core: 2}} | | | dataset: is what the files of the"
            + " split are: leave duplicates, sample and filter out",
      })
  void what_fits_not_together_is_refused_with_the_rating(
      String dataset, String file, String line, String message) {
    String first = SampleExperiment.ratings(1, ",").strip();
    writeParts(
        file == null ? "" : file,
        line == null ? new String[0] : new String[] {line.replace("FIRST", first)});
    Path experiment = experiment("own", "dataset: " + dataset + "\n", PARTS, "seeds: 1\n");
    String refused = Commands.refused(folder, "validate", experiment);
    assertTrue(refused.contains(message), refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split: {test: a.csv, pool: b.csv} | split: needs test, initial and pool, each a file",
        "split: {test: a.csv, initial: b.csv, pool: c.csv} | there is no file",
        "split: {folds: []} | split.folds: needs one fold at least",
        "split: {folds: [a/u1, b/u1]} | split.folds: needs a name of its own for each fold",
        "split: {folds: [u1], test: 0.2} | split.test: found an unknown key, allowed folds, initial, by",
      })
  void a_split_that_cannot_be_read_says_what_it_needs(String split, String message) {
    Path file = experiment("own", "dataset: {path: ratings.csv}\n", split + "\n", "");
    String refused = Commands.refused(folder, "validate", file);
    assertTrue(refused.contains(message), refused);
  }

  @Test
  void folds_take_the_place_of_seeds_and_lend_their_names() throws IOException {
    List<String> lines = SampleExperiment.ratings(1_500, "\t").lines().toList();
    for (int fold = 1; fold <= 3; fold++) {
      List<String> test = lines.subList(500 * (fold - 1), 500 * fold);
      List<String> base = new ArrayList<>(lines);
      base.removeAll(test);
      SampleExperiment.write(folder, "u" + fold + ".test", String.join("\n", test) + "\n");
      SampleExperiment.write(folder, "u" + fold + ".base", String.join("\n", base) + "\n");
    }
    String split = "split: {folds: [u1, u2, u3], initial: 100}\n";
    Path file = experiment("folds", "dataset: {path: ratings.csv}\n", split, "");
    Answer answer = querent("run", file, "--out", folder.resolve("out"));
    assertTrue(answer.err().contains("6 runs (2 strategies, 3 folds)"), answer::err);
    Path played = Path.of(answer.out().strip()).getParent();
    assertEquals(
        new TreeSet<>(
            List.of(
                "max-variance-vfm-u1",
                "max-variance-vfm-u2",
                "max-variance-vfm-u3",
                "random-vfm-u1",
                "random-vfm-u2",
                "random-vfm-u3")),
        new TreeSet<>(queries(played).keySet()));
    assertTrue(
        SampleExperiment.content(played.resolve("curves-by-seed.csv"))
            .contains("\nrandom,vfm,u3,200,200.0,200.0,rmse,"));
    assertTrue(SampleExperiment.content(played.resolve("provenance.json")).contains("u1, u2, u3"));
    for (String report : List.of("summary.md", "report.html")) {
      assertTrue(
          SampleExperiment.content(played.resolve(report))
              .contains("; the folds u1, u2, u3 take the place of seeds"));
    }
    assertEquals("3 of 6 runs played again: the same bytes\n", done("verify", played));
    // What is asked for is never what is held out.
    for (Map.Entry<String, String> run : queries(played).entrySet()) {
      int fold = Integer.parseInt(run.getKey().replaceAll(".*u", ""));
      for (String line : lines.subList(500 * (fold - 1), 500 * fold)) {
        String[] pair = line.split("\t");
        assertFalse(
            run.getValue().contains("\"user\":" + pair[0] + ",\"item\":" + pair[1] + ","), line);
      }
    }
  }

  @Test
  void folds_have_no_newcomers() {
    Path file =
        experiment(
            "own",
            "dataset: {path: ratings.csv}\n",
            "split: {folds: [u1]}\nprotocol: cold-start\n",
            "");
    String refused = Commands.refused(folder, "validate", file);
    assertTrue(
        refused.contains(
            "split.folds: has no use under the protocol cold-start; name the three files"),
        refused);
  }
}
