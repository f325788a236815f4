package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.querent;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;

/** Whoever reads a result sees what was taken away from its data. */
class TakenAwayTest {
  private static final String TOLD =
      "; 2 ratings taken away by duplicates: last; 1 rating taken away by filter: {k-core: 2}";

  @TempDir Path folder;

  @BeforeEach
  void write_ratings_with_two_repeats_and_an_item_of_one_rating() {
    SampleExperiment.write(
        folder,
        "ratings.csv",
        "userId,movieId,rating,timestamp\n"
            + SampleExperiment.ratings(1_500, ",")
            + "1,501,3,0\n1,501,4,0\n1,502,3,0\n1,501,2,0\n1,999,2,0\n");
  }

  private Path experiment(String dataset) {
    return SampleExperiment.write(
        folder, "small.yaml", SampleExperiment.with("{path: ratings.csv}", dataset));
  }

  @Test
  void of_an_experiment_by_validate_and_run_and_in_the_header_of_the_report() {
    Path file = experiment("{path: ratings.csv, duplicates: last, filter: {k-core: 2}}");
    String facts = "1,502 ratings of 60 items by 41 users" + TOLD;
    Answer validated = querent("validate", file);
    assertTrue(validated.out().lines().findFirst().orElseThrow().endsWith(facts), validated::out);
    Answer run = querent("run", file, "--out", folder.resolve("out"));
    assertEquals(0, run.code(), run::err);
    assertTrue(run.err().contains(facts), run::err);
    String page = SampleExperiment.content(Path.of(run.out().strip()));
    assertTrue(page.contains("<p class=\"dataset\" data-live=\"dataset\">ratings.csv: " + facts));
  }

  @Test
  void of_a_training_and_of_a_benchmark() {
    Answer trained =
        querent(
            "train",
            folder.resolve("ratings.csv"),
            "--duplicates=last",
            "--filter=k-core: 2",
            "--epochs=2");
    assertEquals(0, trained.code(), trained::err);
    assertTrue(trained.err().contains(TOLD), trained::err);
    Path benchmark =
        SampleExperiment.write(
            folder,
            "b.yaml",
            """
            name: b
            dataset: {path: ratings.csv, duplicates: last, filter: {k-core: 2}}
            models: [{label: vfm, training: {sweeps: 2}}]
            """);
    Answer measured = querent("benchmark", benchmark);
    assertEquals(0, measured.code(), measured::err);
    assertTrue(measured.err().contains(TOLD), measured::err);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{path: ratings.csv} | line 1503: user 1 rates item 501 a second time, after line 1502; keep"
            + " one of them, or say which: duplicates: first, last or mean",
        "{path: ratings.csv, duplicates: first, filter: {k-core: 99}} | ratings.csv: filter:"
            + " {k-core: 99} leaves none of 1,503 ratings; lower it",
      })
  void what_cannot_be_prepared_says_what_to_set(String dataset, String message) {
    String refused = Commands.refused(folder, "validate", experiment(dataset));
    assertTrue(refused.contains(message), refused);
  }
}
