package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.UserException;
import org.querent.core.data.Ratings;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunLog;
import org.querent.simulator.Simulator;
import org.querent.simulator.spec.SimulationSettings;

/** Experiments whose seeds choose settings by what they know at the start. */
class TunedExperimentTest {
  private static final String TUNE =
      "tune: {factors: [1, 4], prior-precision: [0.5, 20], folds: 3}\n";

  private static final String YAML =
      SampleExperiment.with("seeds: 2", "seeds: 4").replace("budget: 200", "budget: 100");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path files;
  @TempDir static Path once;
  @TempDir Path results;

  private static Path uninterrupted;

  @BeforeAll
  static void play_once_with_one_thread() {
    SampleExperiment.write(files);
    uninterrupted = run(YAML + TUNE, once, 1);
  }

  @BeforeEach
  void write_the_ratings() {
    SampleExperiment.write(files);
  }

  private static WholeExperiment experiment() {
    return Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
  }

  private static Plan plan(String yaml) {
    return experiment().plan(SampleExperiment.write(files, "tuned.yaml", yaml));
  }

  private static Path run(String yaml, Path results, int threads) {
    return run(yaml, results, threads, new Count());
  }

  private static Path run(String yaml, Path results, int threads, Progress progress) {
    RunOptions options = new RunOptions(threads, false, false, 0);
    return experiment().run(plan(yaml), results, options, progress).folder();
  }

  private static Path run(Path folder, String strategy, long seed) {
    return folder.resolve("runs").resolve(strategy + "-vfm-" + seed);
  }

  private static Map<String, String> logs(Path folder) {
    return new TreeMap<>(SampleExperiment.files(folder.resolve("runs")));
  }

  /** What a seed tried, as the details of a run of it tell. */
  private static JsonNode tuning(Path folder, String strategy, long seed) throws IOException {
    return JSON.readTree(run(folder, strategy, seed).resolve("details.json").toFile())
        .path("tuning");
  }

  private static JsonNode best(JsonNode tuning) {
    JsonNode best = tuning.get(0);
    for (JsonNode one : tuning) {
      best = one.get("rmse").doubleValue() < best.get("rmse").doubleValue() ? one : best;
    }
    return best.get("values");
  }

  @Test
  void each_seed_takes_what_has_the_least_error_on_its_inner_splits() throws IOException {
    Plan plan = plan(YAML + TUNE);
    Set<JsonNode> chosen = new HashSet<>();
    for (long seed = 1; seed <= 4; seed++) {
      JsonNode tuning = tuning(uninterrupted, "random", seed);
      assertEquals(4, tuning.size());
      for (JsonNode trial : tuning) {
        JsonNode values = trial.get("values");
        ModelSettings model =
            plan.spec()
                .settings()
                .model()
                .change()
                .factors(values.get("factors").intValue())
                .priorPrecision(values.get("prior-precision").doubleValue())
                .build();
        TrainingSettings training = plan.simulation().training();
        SimulationSettings settings = plan.simulation().with(model, training);
        assertEquals(
            new Simulator()
                .innerRmse(
                    plan.dataset(),
                    settings,
                    Simulator.innerSplits(plan.dataset(), settings, seed, 3),
                    seed),
            trial.get("rmse").doubleValue());
      }
      chosen.add(best(tuning));
      assertEquals(tuning, tuning(uninterrupted, "max-variance", seed));
    }
    assertTrue(chosen.size() > 1, "all seeds choose " + chosen);
  }

  @Test
  void a_run_is_that_of_the_chosen_settings_written_out() throws IOException {
    for (long seed = 1; seed <= 4; seed++) {
      JsonNode values = best(tuning(uninterrupted, "random", seed));
      String written =
          YAML.replace("seeds: 4", "seeds: [" + seed + "]")
              .replace(
                  "{factors: 2}",
                  "{factors: "
                      + values.get("factors")
                      + ", prior-precision: "
                      + values.get("prior-precision")
                      + "}");
      Path folder = run(written, results, 2);
      assertNotEquals(uninterrupted.getFileName(), folder.getFileName());
      for (String strategy : List.of("random", "max-variance")) {
        for (String log : List.of(RunLog.CURVE, RunLog.QUERIES)) {
          assertEquals(
              SampleExperiment.content(run(folder, strategy, seed).resolve(log)),
              SampleExperiment.content(run(uninterrupted, strategy, seed).resolve(log)));
        }
        assertTrue(tuning(folder, strategy, seed).isMissingNode());
      }
    }
  }

  @Test
  void another_holdout_and_other_answers_change_nothing_in_the_choice() throws IOException {
    Plan plan = plan(YAML + TUNE);
    for (long seed = 1; seed <= 2; seed++) {
      Ratings known = Simulator.split(plan.dataset(), plan.simulation(), seed).initial();
      Set<String> pairs = new HashSet<>();
      for (int n = 0; n < known.size(); n++) {
        pairs.add(
            known.userIds().idOf(known.user(n)) + "," + known.itemIds().idOf(known.item(n)) + ",");
      }
      StringBuilder other = new StringBuilder();
      for (String line : SampleExperiment.ratings(1_500, ",").lines().toList()) {
        String[] parts = line.split(",");
        boolean isKnown = pairs.contains(parts[0] + "," + parts[1] + ",");
        parts[2] = isKnown ? parts[2] : Integer.toString(6 - Integer.parseInt(parts[2]));
        other.append(String.join(",", parts)).append('\n');
      }
      SampleExperiment.write(files, "ratings.csv", "userId,movieId,rating,timestamp\n" + other);
      Path folder = run((YAML + TUNE).replace("seeds: 4", "seeds: [" + seed + "]"), results, 2);
      assertEquals(tuning(uninterrupted, "random", seed), tuning(folder, "random", seed));
      assertNotEquals(
          SampleExperiment.content(run(uninterrupted, "random", seed).resolve(RunLog.CURVE)),
          SampleExperiment.content(run(folder, "random", seed).resolve(RunLog.CURVE)));
    }
  }

  @Test
  void the_bytes_are_the_same_on_any_number_of_threads_and_each_seed_tells_once() {
    Count count = new Count();
    Path folder = run(YAML + TUNE, results, 3, count);
    assertEquals(logs(uninterrupted), logs(folder));
    assertEquals(
        4, count.notes.stream().filter(note -> note.contains(" chooses factors ")).count());
  }

  @Test
  void what_was_broken_off_goes_on_with_the_same_bytes() {
    for (int after : new int[] {0, 130, 333}) {
      Count breaking =
          new Count() {
            @Override
            public void asked(long queries) {
              super.asked(queries);
              if (asked.get() > after) {
                throw new IllegalStateException("broken off");
              }
            }
          };
      assertThrows(IllegalStateException.class, () -> run(YAML + TUNE, results, 1, breaking));
    }
    assertEquals(logs(uninterrupted), logs(run(YAML + TUNE, results, 2)));
  }

  @Test
  void runs_that_are_verified_choose_again_and_are_the_same() {
    Path folder = run(YAML + TUNE, results, 2);
    Verification same = experiment().verify(folder, DataFiles.AS_WRITTEN, 8, 1, new Count());
    assertEquals(8, same.runs());
    assertEquals(List.of(), same.differences());
  }

  @Test
  void the_report_has_what_was_tried_and_chosen() throws IOException {
    String page = Files.readString(uninterrupted.resolve("report.html"));
    assertTrue(page.contains("Settings chosen by seed"), "no table");
    assertTrue(page.contains("(vfm) of 1 or 4 factors"), "no description");
    List<String> csv = Files.readAllLines(uninterrupted.resolve("tuning.csv"));
    assertEquals("seed,factors,prior-precision,rmse,chosen", csv.get(0));
    assertEquals(1 + 4 * 4, csv.size());
    assertEquals(4, csv.stream().filter(line -> line.endsWith(",1")).count());
    String plain = Files.readString(run(YAML, results, 2).resolve("report.html"));
    assertFalse(plain.contains("Settings chosen by seed"));
  }

  @Test
  void the_yardstick_is_that_of_what_was_chosen() throws IOException {
    String report = "report: {yardstick: true}\n";
    Path tuned = run((YAML + TUNE + report).replace("seeds: 4", "seeds: [2]"), results, 1);
    JsonNode values = best(tuning(tuned, "random", 2));
    Path written =
        run(
            (YAML + report)
                .replace("seeds: 4", "seeds: [2]")
                .replace(
                    "{factors: 2}",
                    "{factors: "
                        + values.get("factors")
                        + ", prior-precision: "
                        + values.get("prior-precision")
                        + "}"),
            results,
            1);
    assertEquals(
        PlayedFolder.of(written).yardstick(note -> {}).get("2"),
        PlayedFolder.of(tuned).yardstick(note -> {}).get("2"));
  }

  @Test
  void too_few_known_ratings_are_told_before_the_first_run() {
    String yaml = YAML.replace("initial: 100", "initial: 29") + TUNE;
    assertEquals(
        files.resolve("tuned.yaml")
            + ": tune: 29 ratings are known at the start, and 30 is the least for 3 folds, 10 in each; lower tune.folds, or have more ratings known",
        assertThrows(UserException.class, () -> plan(yaml)).getMessage());
  }

  @Test
  void the_resolved_form_reads_back_as_the_same_experiment() {
    Plan plan = plan(YAML + TUNE);
    Path copy = SampleExperiment.write(files, "copy.yaml", plan.resolved());
    Plan again = experiment().plan(copy);
    assertEquals(plan.spec().tune(), again.spec().tune());
    assertEquals(plan.folderName(), again.folderName());
    assertFalse(plan.resolved().contains("factors: 2"), plan.resolved());
    // What is said of a setting that is chosen makes no other experiment.
    assertEquals(
        plan.folderName(), plan(YAML.replace("{factors: 2}", "{factors: 3}") + TUNE).folderName());
    assertNotEquals(plan.folderName(), plan(YAML).folderName());
  }
}
