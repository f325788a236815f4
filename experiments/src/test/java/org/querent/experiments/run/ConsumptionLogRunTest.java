package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.UserException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.experiment.DataFiles;

/** Experiments whose model knows from a log who has consumed what. */
class ConsumptionLogRunTest {
  private static final String LOG = "{type: consumption, from: file, path: views.csv, dims: 2}";
  private static final String FEATURES = "features: [user, item, " + LOG + "]\n";
  private static final String YAML = SampleExperiment.YAML + FEATURES;

  @TempDir Path files;
  @TempDir Path results;

  private final Injector injector = Guice.createInjector(new ExperimentsModule(Path.of("none")));
  private final WholeExperiment experiment = injector.getInstance(WholeExperiment.class);
  private Path ratings;

  /** Half of the ratings are no ratings, but views. */
  @BeforeEach
  void hold_half_of_the_ratings_back() throws IOException {
    SampleExperiment.write(files);
    ratings = files.resolve("ratings.csv");
    List<String> lines = Files.readAllLines(ratings);
    Files.write(ratings, lines.subList(0, 751));
    views(lines.subList(751, lines.size()));
  }

  private void views(List<String> ratings) {
    SampleExperiment.write(
        files,
        "views.csv",
        ratings.stream()
            .map(line -> line.split(","))
            .map(line -> line[1] + "\t" + line[0] + "\n")
            .collect(Collectors.joining("", "item\tuser\n9\t9\n", "")));
  }

  private Plan plan(String yaml) {
    return experiment.plan(SampleExperiment.write(files, "logged.yaml", yaml));
  }

  private Path run(Plan plan, Path folder, int threads, Progress progress) {
    RunOptions options = new RunOptions(threads, false, false, 0);
    return experiment.run(plan, folder, options, progress).folder();
  }

  private static Map<String, String> logs(Path folder) {
    return new TreeMap<>(SampleExperiment.files(folder.resolve("runs")));
  }

  @Test
  void threads_and_going_on_leave_the_bytes_as_they_are_and_the_log_is_told_of()
      throws IOException {
    Path once = run(plan(YAML), results.resolve("once"), 1, new Count());
    assertEquals(logs(once), logs(run(plan(YAML), results.resolve("three"), 3, new Count())));
    Count breaking =
        new Count() {
          @Override
          public void asked(long queries) {
            super.asked(queries);
            if (asked.get() > 130) {
              throw new IllegalStateException("broken off");
            }
          }
        };
    Path broken = results.resolve("broken");
    assertThrows(IllegalStateException.class, () -> run(plan(YAML), broken, 1, breaking));
    assertEquals(logs(once), logs(run(plan(YAML), broken, 2, new Count())));
    String provenance = Files.readString(once.resolve("provenance.json"));
    assertTrue(
        provenance.contains(
            "views.csv: 750 pairs of 40 users and 60 items; 1 row left out, of users or items"
                + " without a rating"),
        provenance);
    assertTrue(provenance.contains("views.csv SHA-256"), provenance);
    assertEquals(List.of(), plan(YAML).warnings());
  }

  @Test
  void a_log_that_was_changed_is_other_data_and_one_that_was_moved_is_named_by_an_option()
      throws IOException {
    Path folder = run(plan(YAML), results, 2, new Count());
    Path views = files.resolve("views.csv");
    Path moved = Files.move(views, files.resolve("clicks.csv"));
    String message = assertThrows(UserException.class, () -> verify(folder, views)).getMessage();
    assertTrue(message.contains("views.csv is not there; if it was moved, --consumption"), message);
    assertTrue(
        assertThrows(UserException.class, () -> plan(YAML)).getMessage().contains(message.trim()),
        message);
    assertEquals(List.of(), verify(folder, moved).differences());
    Files.writeString(moved, "item\tuser\n501\t101\n");
    message = assertThrows(UserException.class, () -> verify(folder, moved)).getMessage();
    assertTrue(message.contains("was played on other data"), message);
    Files.move(moved, views);
    assertNotEquals(folder.getFileName().toString(), plan(YAML).folderName());
  }

  private Verification verify(Path folder, Path log) {
    DataFiles now =
        new DataFiles(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(log));
    return experiment.verify(folder, now, 1, 1, new Count());
  }

  @Test
  void the_resolved_form_and_a_machine_elsewhere_read_the_same_log() throws InterruptedException {
    Plan plan = plan(YAML);
    Plan again = experiment.plan(SampleExperiment.write(files, "copy.yaml", plan.resolved()));
    assertEquals(plan.folderName(), again.folderName());
    assertEquals(plan.resolved(), again.resolved());
    Path here = run(plan, results.resolve("here"), 1, new Count());
    Path elsewhere = run(plan, results.resolve("elsewhere"), 1, new Count());
    assertEquals(logs(here), logs(elsewhere));
    RemoteExperiment remote =
        RemoteExperiment.of(plan, elsewhere, new RunOptions(1, true, false, 0));
    assertEquals(Optional.empty(), remote.open(injector).play(0));
    assertEquals(logs(here), logs(elsewhere));
  }

  @Test
  void models_may_have_logs_of_their_own() {
    SampleExperiment.write(files, "bought.csv", "userId,asin,times\n101,501,2\n101,502,0\n");
    String bought =
        "features: [user, {type: consumption, from: file, path: bought.csv, columns: {count: times}}]";
    String models = "models: [{label: viewed}, {label: bought, %s}, {label: plain, %s}]\n";
    Plan plan = plan(YAML + models.formatted(bought, "features: [user, item]"));
    Path folder = run(plan, results, 2, new Count());
    Path alone = run(plan(YAML), results.resolve("alone"), 2, new Count());
    assertEquals(
        SampleExperiment.content(alone.resolve("runs/random-vfm-1/curve.jsonl")),
        SampleExperiment.content(folder.resolve("runs/random-vfm-1/curve.jsonl")));
    assertTrue(plan.describeData().contains("bought.csv: 1 pair of 1 user and 1 item"));
    assertEquals(plan.resolved(), plan(plan.resolved()).resolved());
  }

  @Test
  void a_log_that_was_made_from_the_ratings_is_warned_of() throws IOException {
    List<String> lines = Files.readAllLines(ratings);
    views(lines.subList(1, lines.size()));
    List<String> warnings = plan(YAML).warnings();
    assertEquals(1, warnings.size());
    assertTrue(
        warnings
            .get(0)
            .startsWith("views.csv has nearly every pair that is held out, and 100 % of"),
        warnings.get(0));
    assertEquals(List.of(), plan(SampleExperiment.YAML).warnings());
  }
}
