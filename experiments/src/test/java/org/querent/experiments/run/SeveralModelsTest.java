package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.folder.RunLog;

/** Experiments that play strategies with several models. */
class SeveralModelsTest {
  private static final String FEATURES = "features: [user, item, {type: consumption, dims: 2}]";

  private static final String MODELS =
      """
      models:
        - label: plain
        - {label: chosen, %s}
        - {label: small, strategies: [random], model: {factors: 1}, training: {sweeps: 7}}
      """
          .formatted(FEATURES);

  private static final String YAML = SampleExperiment.YAML;

  @TempDir static Path files;
  @TempDir static Path once;
  @TempDir Path results;

  private static Path uninterrupted;

  @BeforeAll
  static void play_once_with_one_thread() {
    SampleExperiment.write(files);
    uninterrupted = run(YAML + MODELS, once, 1, new Count());
  }

  @BeforeEach
  void write_the_ratings() {
    SampleExperiment.write(files);
  }

  private static WholeExperiment experiment() {
    return Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
  }

  private static Plan plan(String yaml) {
    return experiment().plan(SampleExperiment.write(files, "models.yaml", yaml));
  }

  private static Path run(String yaml, Path results, int threads, Progress progress) {
    RunOptions options = new RunOptions(threads, false, false, 0);
    return experiment().run(plan(yaml), results, options, progress).folder();
  }

  private static String log(Path folder, String strategy, long seed, String log) {
    Path run = folder.resolve("runs").resolve(strategy + "-vfm-" + seed);
    return SampleExperiment.content(run.resolve(log));
  }

  private static void requireSameRuns(Path one, String strategy, Path other, String another) {
    for (long seed = 1; seed <= 2; seed++) {
      for (String log : List.of(RunLog.CURVE, RunLog.QUERIES)) {
        assertEquals(log(one, strategy, seed, log), log(other, another, seed, log));
      }
    }
  }

  @Test
  void the_first_model_is_that_of_an_experiment_with_one_whose_runs_are_kept() {
    Path alone = run(YAML, results, 2, new Count());
    assertEquals(alone.getFileName(), uninterrupted.getFileName());
    requireSameRuns(alone, "max-variance", uninterrupted, "max-variance");
    Count count = new Count();
    assertEquals(alone, run(YAML + MODELS, results, 2, count));
    // Two seeds of two strategies with the second model, and of one with the third.
    assertEquals(6L * 200, count.asked.get() - 4L * 200);
    assertEquals(logs(uninterrupted), logs(alone));
  }

  @Test
  void a_run_of_another_model_is_that_of_an_experiment_of_it_alone() {
    Path chosen = run(YAML + FEATURES + "\n", results, 2, new Count());
    assertNotEquals(uninterrupted.getFileName(), chosen.getFileName());
    requireSameRuns(chosen, "random", uninterrupted, "random+chosen");
    requireSameRuns(chosen, "max-variance", uninterrupted, "max-variance+chosen");
    Path small =
        run(
            YAML.replace("factors: 2", "factors: 1").replace("sweeps: 10,", "sweeps: 7,"),
            results,
            2,
            new Count());
    requireSameRuns(small, "random", uninterrupted, "random+small");
    assertFalse(Files.exists(uninterrupted.resolve("runs/max-variance+small-vfm-1")));
  }

  @Test
  void what_the_first_model_says_is_what_the_experiment_is_and_no_other_inherits_it() {
    String models =
        "models: [{label: small, model: {factors: 1}}, {label: usual}, {label: three, model: {factors: 3}}]\n";
    Plan plan = plan(YAML + models);
    assertEquals(plan(YAML.replace("factors: 2", "factors: 1")).folderName(), plan.folderName());
    assertEquals(1, plan.simulation().model().factors());
    assertEquals(
        List.of(1, 1, 2, 2, 3, 3),
        plan.spec().strategies().stream()
            .map(strategy -> plan.simulation(strategy, List.of()).model().factors())
            .toList());
  }

  @Test
  void the_bytes_are_the_same_on_any_number_of_threads() {
    assertEquals(logs(uninterrupted), logs(run(YAML + MODELS, results, 3, new Count())));
  }

  @Test
  void what_was_broken_off_goes_on_with_the_same_bytes() {
    for (int after : new int[] {130, 1_033}) {
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
      assertThrows(IllegalStateException.class, () -> run(YAML + MODELS, results, 1, breaking));
    }
    assertEquals(logs(uninterrupted), logs(run(YAML + MODELS, results, 2, new Count())));
  }

  @Test
  void a_model_that_was_changed_has_its_runs_played_again_and_no_others() {
    Path folder = run(YAML + MODELS, results, 2, new Count());
    Map<String, String> before = logs(folder);
    Count count = new Count();
    assertEquals(folder, run(YAML + MODELS.replace("dims: 2", "dims: 1"), results, 2, count));
    assertTrue(
        count.notes.stream().anyMatch(note -> note.contains("random+chosen was changed")),
        count.notes.toString());
    Map<String, String> after = logs(folder);
    before.forEach(
        (name, content) -> {
          if (name.endsWith(RunLog.CURVE)) {
            assertEquals(name.contains("+chosen"), !content.equals(after.get(name)), name);
          }
        });
  }

  @Test
  void runs_are_verified_with_their_model() {
    Verification same =
        experiment().verify(uninterrupted, DataFiles.AS_WRITTEN, 10, 1, new Count());
    assertEquals(10, same.runs());
    assertEquals(List.of(), same.differences());
  }

  @Test
  void the_resolved_form_reads_back_as_the_same_experiment() {
    Plan plan = plan(YAML + MODELS);
    Plan again = experiment().plan(SampleExperiment.write(files, "copy.yaml", plan.resolved()));
    assertEquals(plan.spec(), again.spec());
    assertEquals(plan.resolved(), again.resolved());
    assertEquals(plan.origins(), again.origins());
  }

  @Test
  void the_report_keeps_the_gains_of_the_model_and_of_the_strategy_apart() throws IOException {
    String page = Files.readString(uninterrupted.resolve("report.html"));
    assertTrue(page.contains("The model and the strategy apart"), "no table");
    assertTrue(page.contains("The models plain, chosen and small are compared"), "no description");
    List<String> csv = Files.readAllLines(uninterrupted.resolve("gains.csv"));
    assertEquals(
        List.of(
            "model,strategy,gain-of,label,compared-with,seeds",
            "chosen,max-variance,model,random+chosen,random,2",
            "chosen,max-variance,strategy,max-variance,random,2",
            "chosen,max-variance,strategy-within,max-variance+chosen,random+chosen,2",
            "chosen,max-variance,both,max-variance+chosen,random,2"),
        csv.stream().map(line -> line.replaceFirst("(([^,]*,){5}[^,]*).*", "$1")).toList());
    Path alone = run(YAML, results, 2, new Count());
    assertFalse(
        Files.readString(alone.resolve("report.html")).contains("The model and the strategy"));
    assertFalse(Files.exists(alone.resolve("gains.csv")));
  }

  private static Map<String, String> logs(Path folder) {
    return new TreeMap<>(SampleExperiment.files(folder.resolve("runs")));
  }
}
