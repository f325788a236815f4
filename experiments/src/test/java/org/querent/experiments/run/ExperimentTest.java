package org.querent.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.UserException;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.LineLog;
import org.querent.experiments.folder.RunDetails;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunSeal;

class ExperimentTest {
  private static final Set<String> RUNS =
      Set.of("random-vfm-1", "random-vfm-2", "max-variance-vfm-1", "max-variance-vfm-2");

  @TempDir static Path files;

  private static Path file;
  private static Map<String, String> uninterrupted;

  @TempDir Path results;

  private static WholeExperiment experiment() {
    return Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
  }

  private static RunOptions options(int threads) {
    return new RunOptions(threads, false, false, 5);
  }

  private static Path run(Path results, int threads, boolean force) {
    WholeExperiment experiment = experiment();
    return experiment
        .run(experiment.plan(file), results, new RunOptions(threads, force, false, 5), new Count())
        .folder();
  }

  /** All bytes that have to be the same each time. */
  private static Map<String, String> logs(Path folder) {
    Map<String, String> logs = new TreeMap<>(SampleExperiment.files(folder.resolve("runs")));
    assertEquals(5 * RUNS.size(), logs.size(), logs::toString);
    return logs;
  }

  private static Path curve(Path folder) {
    return folder.resolve("runs/max-variance-vfm-2").resolve(RunLog.CURVE);
  }

  @BeforeAll
  static void play_once_with_one_thread(@TempDir Path results) {
    file = SampleExperiment.write(files);
    uninterrupted = logs(run(results, 1, false));
  }

  @Test
  void two_threads_write_the_same_bytes_as_one_and_tell_of_every_query() {
    WholeExperiment experiment = experiment();
    Count count = new Count();
    Path folder = experiment.run(experiment.plan(file), results, options(2), count).folder();
    assertEquals(uninterrupted, logs(folder));
    assertEquals(RUNS, Set.copyOf(count.completed));
    assertEquals(RUNS.size(), count.completed.size());
    assertEquals(4 * 200, count.asked.get());
  }

  @Test
  void complete_runs_are_not_played_again_unless_forced() throws IOException {
    Path folder = run(results, 2, false);
    Files.setLastModifiedTime(curve(folder), FileTime.fromMillis(1));
    run(results, 2, false);
    assertEquals(1, Files.getLastModifiedTime(curve(folder)).toMillis());
    run(results, 2, true);
    assertNotEquals(1, Files.getLastModifiedTime(curve(folder)).toMillis());
    assertEquals(uninterrupted, logs(folder));
  }

  @Test
  void every_line_of_a_log_ends_and_the_curve_has_every_evaluation() {
    for (String content : uninterrupted.values()) {
      assertTrue(content.endsWith("}\n"));
      assertEquals(content.lines().count(), content.chars().filter(c -> c == '\n').count());
    }
    // A batch of 20 reaches 50 at 60.
    String curve = uninterrupted.get("random-vfm-1/curve.jsonl");
    assertEquals(
        List.of("0", "60", "100", "160", "200"),
        curve.lines().map(line -> line.replaceAll(".*\"queries\":(\\d+).*", "$1")).toList());
    assertEquals(200, uninterrupted.get("random-vfm-1/queries.jsonl").lines().count());
  }

  @Test
  void runs_of_one_seed_start_alike_and_of_two_seeds_do_not() {
    assertEquals(start("random-vfm-1"), start("max-variance-vfm-1"));
    assertNotEquals(start("random-vfm-1"), start("random-vfm-2"));
  }

  private static String start(String run) {
    return uninterrupted.get(run + "/curve.jsonl").lines().findFirst().orElseThrow();
  }

  @Test
  void the_folder_is_named_by_what_determines_the_result() {
    Plan plan = experiment().plan(file);
    assertTrue(plan.folderName().matches("small-[0-9a-f]{10}"));
    assertEquals(plan.folderName(), experiment().plan(file).folderName());
    Path commented = SampleExperiment.write(files, "c.yaml", "# same\n" + SampleExperiment.YAML);
    assertEquals(plan.folderName(), experiment().plan(commented).folderName());
    Path changed =
        SampleExperiment.write(files, "d.yaml", SampleExperiment.with("batch: 20", "batch: 21"));
    assertNotEquals(plan.folderName(), experiment().plan(changed).folderName());
  }

  @Test
  void other_data_under_the_same_name_is_another_folder() throws IOException {
    Path copy = Files.createDirectory(results.resolve("copy"));
    Path same = SampleExperiment.write(copy);
    String before = experiment().plan(same).folderName();
    Files.writeString(copy.resolve("ratings.csv"), "999,999,3,0\n", StandardOpenOption.APPEND);
    assertNotEquals(before, experiment().plan(same).folderName());
  }

  @Test
  void the_folder_holds_all_that_is_promised() {
    Path folder = run(results, 2, false);
    for (String name :
        List.of(
            "experiment.yaml",
            "resolved.yaml",
            "provenance.json",
            "curves.csv",
            "curves-by-seed.csv",
            "summary.json",
            "report.html",
            "rmse.svg",
            "rmse.png")) {
      assertTrue(Files.isRegularFile(folder.resolve(name)), name);
    }
    assertEquals(
        SampleExperiment.YAML, SampleExperiment.content(folder.resolve("experiment.yaml")));
    assertFalse(
        SampleExperiment.files(folder).keySet().stream().anyMatch(name -> name.endsWith(".part")));
  }

  @Test
  void a_report_is_made_again_from_the_runs_alone() throws IOException {
    Path folder = run(results, 2, false);
    Map<String, String> before = SampleExperiment.files(folder);
    for (String name :
        List.of(
            "report.html",
            "curves.csv",
            "curves-by-seed.csv",
            "rmse.svg",
            "rmse.png",
            "summary.json")) {
      Files.delete(folder.resolve(name));
    }
    experiment().report(folder);
    assertEquals(before.keySet(), SampleExperiment.files(folder).keySet());
    before.forEach(
        (name, content) ->
            assertEquals(content, SampleExperiment.content(folder.resolve(name)), name));
  }

  @Test
  void a_report_is_made_of_the_runs_that_are_complete() throws IOException {
    Path folder = run(results, 2, false);
    // As one that was not played to its end.
    Files.delete(curve(folder).resolveSibling(RunSeal.NAME));
    Files.delete(curve(folder).resolveSibling(RunDetails.NAME));
    experiment().report(folder);
    assertTrue(Files.readString(folder.resolve("curves.csv")).contains("\nmax-variance,rmse,0,1,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "{\"queries\":0,\"ratings\":1",
        "{\"queries\":0}\n",
        "[]\n",
        "12\n",
        "no JSON at all\n",
        "{\"queries\":0,\"rmse\":\"NaN\",\"mae\":1,\"nll\":1,\"coverage-90\":1}\n",
        "{\"queries\":7,\"rmse\":1,\"mae\":1,\"nll\":1,\"coverage-90\":1}\n",
        "{\"queries\":0.5,\"rmse\":1,\"mae\":1,\"nll\":1,\"coverage-90\":1}\n"
      })
  void a_damaged_curve_is_one_clear_message(String content) throws IOException {
    requireDamaged(unplayed(content.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"queries\":0}",
        "{\"queries\":0,\"rmse\":\"0.9\",\"mae\":1,\"nll\":1,\"coverage-90\":1}",
        "{\"queries\":0.5,\"rmse\":1,\"mae\":1,\"nll\":1,\"coverage-90\":1}"
      })
  void a_curve_of_something_else_is_one_clear_message(String line) throws IOException {
    requireDamaged(unplayed(line));
  }

  /** As versions wrote that did not refuse such a point. */
  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void a_number_that_is_none_is_told_as_what_it_is(String number) throws IOException {
    Path folder =
        unplayed(
            "{\"queries\":7,\"rmse\":1,\"mae\":1,\"nll\":\"%s\",\"coverage-90\":1}"
                .formatted(number));
    ExperimentException error =
        assertThrows(ExperimentException.class, () -> experiment().report(folder));
    assertEquals(
        "%s: nll is %s after 7 queries, so the model of this run diverged; run the experiment again with --force"
            .formatted(curve(folder), number),
        error.getMessage());
  }

  @Test
  void a_curve_that_is_no_text_is_one_clear_message() throws IOException {
    requireDamaged(unplayed(new byte[] {'{', (byte) 0xff, (byte) 0xfe}));
  }

  /** A run folder whose only run has this curve. */
  private Path unplayed(byte[] content) throws IOException {
    Path folder = results.resolve("small-0");
    Files.createDirectories(curve(folder).getParent());
    SampleExperiment.write(folder, "resolved.yaml", SampleExperiment.YAML);
    Files.write(curve(folder), content);
    sealAsEarlierVersions(folder);
    return folder;
  }

  /** What says no more than that the files are what they are, as versions before this one did. */
  private static void sealAsEarlierVersions(Path folder) throws IOException {
    Path run = curve(folder).getParent();
    Path queries = run.resolve(RunLog.QUERIES);
    Files.writeString(queries, "\n".repeat(200));
    SampleExperiment.write(
        run,
        RunSeal.NAME,
        "{\"%s\":\"%s\",\"%s\":\"%s\",\"details.json\":null}"
            .formatted(
                RunLog.CURVE,
                Sha256.hex(Files.readAllBytes(curve(folder))),
                RunLog.QUERIES,
                Sha256.hex(Files.readAllBytes(queries))));
  }

  private Path unplayed(String line) throws IOException {
    Path folder = unplayed(new byte[0]);
    try (LineLog log = LineLog.open(curve(folder))) {
      log.write(line);
    }
    sealAsEarlierVersions(folder);
    return folder;
  }

  private static void requireDamaged(Path folder) {
    Map<String, String> before = SampleExperiment.files(folder);
    ExperimentException error =
        assertThrows(ExperimentException.class, () -> experiment().report(folder));
    assertTrue(
        error.getMessage().startsWith(curve(folder) + " is damaged; run the experiment again"),
        error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertEquals(before, SampleExperiment.files(folder));
  }

  @Test
  void memory_that_a_run_lacks_is_no_failure_of_its_strategy_and_ends_all() {
    Progress lacking =
        new Progress() {
          @Override
          public void asked(long queries) {
            throw new OutOfMemoryError();
          }
        };
    ExperimentException error =
        assertThrows(
            ExperimentException.class,
            () -> experiment().run(experiment().plan(file), results, options(1), lacking));
    assertTrue(error.getMessage().matches("run .*: out of memory; .*QUERENT_JAVA_OPTS=-Xmx.*"));
    assertTrue(
        SampleExperiment.files(results).keySet().stream()
            .noneMatch(name -> name.endsWith("error.txt")));
  }

  @Test
  void a_folder_without_an_experiment_or_a_complete_run_has_no_report() throws IOException {
    ExperimentException none =
        assertThrows(ExperimentException.class, () -> experiment().report(results));
    assertTrue(none.getMessage().startsWith(results + " is not a run folder"));
    SampleExperiment.write(results, "resolved.yaml", SampleExperiment.YAML);
    ExperimentException empty =
        assertThrows(ExperimentException.class, () -> experiment().report(results));
    assertEquals(results + " holds no complete run yet", empty.getMessage());
    assertEquals(Set.of("resolved.yaml"), SampleExperiment.files(results).keySet());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_folder_that_is_deleted_while_it_is_played_does_not_come_back_in_parts(int threads) {
    WholeExperiment experiment = experiment();
    Plan plan = experiment.plan(file);
    Path folder = results.resolve(plan.folderName());
    AtomicBoolean begun = new AtomicBoolean();
    Count deleting =
        new Count() {
          @Override
          public void asked(long queries) {
            super.asked(queries);
            // Of several threads that count at once, none need see just this number.
            if (asked.get() >= 250 && begun.compareAndSet(false, true)) {
              delete(folder);
            }
          }
        };
    RunOptions options = new RunOptions(threads, false, false, 0);
    ExperimentException gone =
        assertThrows(
            ExperimentException.class, () -> experiment.run(plan, results, options, deleting));
    assertTrue(gone.getMessage().startsWith(folder + " was deleted"), gone.getMessage());
    assertEquals(Map.of(), SampleExperiment.files(results));
    assertEquals(uninterrupted, logs(run(results, 2, false)));
  }

  /** As others do, who know of no locks; a run may write while this goes on. */
  private static void delete(Path folder) {
    while (Files.exists(folder)) {
      try {
        RunFolder.delete(folder);
      } catch (IOException | UncheckedIOException e) {
        assertTrue(Files.exists(folder), e::toString);
      }
    }
  }

  @Test
  void array_operations_write_the_same_bytes_on_any_number_of_threads(@TempDir Path other) {
    Path arrays =
        SampleExperiment.write(files, "arrays.yaml", SampleExperiment.YAML + "engine: nd4j\n");
    WholeExperiment experiment = experiment();
    Plan plan = experiment.plan(arrays);
    Path one = experiment.run(plan, results, options(1), new Count()).folder();
    Path three = experiment.run(plan, other, options(3), new Count()).folder();
    assertEquals(logs(one), logs(three));
    assertNotEquals(uninterrupted, logs(one), "sums are rounded otherwise");
    assertTrue(SampleExperiment.content(one.resolve("resolved.yaml")).contains("engine: nd4j"));
    String provenance = SampleExperiment.content(one.resolve("provenance.json"));
    assertTrue(
        provenance.contains("\"backend\" : \"ND4J CpuBackend, double precision\""), provenance);
  }

  @Test
  void an_engine_that_cannot_be_had_is_refused_before_anything_is_written() {
    assumeTrue(
        ExperimentTest.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") == null,
        "this build has the CUDA backend");
    Path card =
        SampleExperiment.write(files, "card.yaml", SampleExperiment.YAML + "engine: cuda\n");
    WholeExperiment experiment = experiment();
    Plan plan = experiment.plan(card);
    String message =
        assertThrows(
                UserException.class, () -> experiment.run(plan, results, options(1), new Count()))
            .getMessage();
    assertTrue(message.contains("mvn -Pcuda"), message);
    assertEquals(Map.of(), SampleExperiment.files(results));
  }
}
