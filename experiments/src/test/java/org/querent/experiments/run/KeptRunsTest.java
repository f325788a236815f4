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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.experiment.DataFiles;
import org.querent.experiments.folder.PlayedFolder;

/** What changes about an experiment without changing its runs leaves those that are complete. */
class KeptRunsTest {
  @TempDir Path files;

  private final WholeExperiment experiment =
      Guice.createInjector(new ExperimentsModule(Path.of("no-data")))
          .getInstance(WholeExperiment.class);

  private Path project;
  private Path folder;

  @BeforeEach
  void play() throws IOException {
    project = Files.createDirectory(files.resolve("before"));
    SampleExperiment.write(project);
    folder = play(SampleExperiment.YAML, 4 * 200);
  }

  /** Plays an experiment in the project, and requires how many queries are asked to do so. */
  private Path play(String yaml, long asked) {
    Asked count = new Asked();
    Path path = play(experiment.plan(SampleExperiment.write(project, "e.yaml", yaml)), count);
    assertEquals(asked, count.single, "queries asked");
    return path;
  }

  private Path play(Plan plan, Progress progress) {
    RunOptions options = new RunOptions(1, false, false, 0);
    return experiment.run(plan, project.resolve("results"), options, progress).folder();
  }

  /** Counts what is asked, not what is found. */
  private static final class Asked extends Count {
    private long single;

    @Override
    public void asked(long queries) {
      super.asked(queries);
      single += queries == 1 ? 1 : 0;
    }
  }

  private Map<String, String> runs() {
    return SampleExperiment.files(folder.resolve("runs"));
  }

  /** The bytes of what was there are as they were. */
  private void requireKept(Map<String, String> before) {
    Map<String, String> after = runs();
    before.forEach((name, bytes) -> assertEquals(bytes, after.get(name), name));
  }

  @Test
  void what_is_there_is_told_and_counted_before_anything_is_asked() {
    List<String> heard = new ArrayList<>();
    String yaml = SampleExperiment.with("seeds: 2", "seeds: 3");
    play(
        experiment.plan(SampleExperiment.write(project, "e.yaml", yaml)),
        new Progress() {
          @Override
          public void goesOn(long complete, long runs) {
            heard.add(complete + " of " + runs);
          }

          @Override
          public void kept(long queries) {
            heard.add("kept " + queries);
          }

          @Override
          public void asked(long queries) {
            heard.add("asked");
          }
        });
    assertEquals(
        List.of("4 of 6", "kept 200", "kept 200", "kept 200", "kept 200", "asked"),
        heard.subList(0, 6));
    assertEquals(5, heard.lastIndexOf("kept 200") + 1, "nothing is kept later");
  }

  @Test
  void a_project_that_was_moved_is_the_same_experiment_and_can_be_verified() throws IOException {
    Path moved = Files.move(project, files.resolve("after"));
    project = moved;
    assertEquals(
        moved.resolve(files.resolve("before").relativize(folder)), play(SampleExperiment.YAML, 0));
    folder = moved.resolve(files.resolve("before").relativize(folder));
    assertFalse(
        SampleExperiment.content(folder.resolve(PlayedFolder.RESOLVED)).contains(files.toString()));
    Verification verification = experiment.verify(folder, DataFiles.AS_WRITTEN, 4, 1, new Count());
    assertEquals(List.of(), verification.differences());
    assertEquals(4, verification.runs());
  }

  @Test
  void data_that_were_moved_away_are_named_by_an_option() throws IOException {
    Path data = Files.move(project.resolve("ratings.csv"), files.resolve("elsewhere.csv"));
    String message =
        assertThrows(
                ExperimentException.class,
                () -> experiment.verify(folder, DataFiles.AS_WRITTEN, 1, 1, new Count()))
            .getMessage();
    assertTrue(message.contains("ratings.csv is not there; if it was moved, --data-file"), message);
    DataFiles now = now(Optional.of(data), Optional.empty(), Optional.empty());
    assertEquals(List.of(), experiment.verify(folder, now, 1, 1, new Count()).differences());
    Path file = SampleExperiment.write(project, "e.yaml", SampleExperiment.YAML);
    Asked count = new Asked();
    assertEquals(folder, play(experiment.plans(file, List.of(), now).get(0), count));
    assertEquals(0, count.single);
  }

  @Test
  void costs_that_were_moved_away_are_named_by_an_option() throws IOException {
    SampleExperiment.write(project, "costs.csv", "movieId,cost\n501,2\n");
    folder = play(SampleExperiment.with("batch: 20", "batch: 20, costs: costs.csv"), 4 * 200);
    Path costs = Files.move(project.resolve("costs.csv"), files.resolve("c.csv"));
    DataFiles now = now(Optional.empty(), Optional.empty(), Optional.of(costs));
    assertEquals(List.of(), experiment.verify(folder, now, 1, 1, new Count()).differences());
    Files.writeString(costs, "movieId,cost\n501,3\n");
    assertThrows(
        ExperimentException.class, () -> experiment.verify(folder, now, 1, 1, new Count()));
  }

  private static DataFiles now(Optional<Path> ratings, Optional<Path> items, Optional<Path> costs) {
    return new DataFiles(ratings, Optional.empty(), items, costs, Optional.empty());
  }

  @Test
  void tables_that_were_moved_away_are_named_by_an_option() throws IOException {
    Path items =
        SampleExperiment.write(
            project,
            "items.csv",
            "id,kind\n"
                + IntStream.range(500, 560)
                    .mapToObj(id -> id + "," + id % 3 + "\n")
                    .collect(Collectors.joining()));
    String yaml =
        SampleExperiment.with(
                "{path: ratings.csv}", "{path: ratings.csv, items: {path: items.csv, id: id}}")
            + "features: [user, item, {type: column, of: item, name: kind}]\n";
    folder = play(yaml, 4 * 200);
    Path file = SampleExperiment.write(project, "described.yaml", yaml);
    DataFiles now =
        now(
            Optional.empty(),
            Optional.of(Files.move(items, files.resolve("things.csv"))),
            Optional.empty());
    String message =
        assertThrows(
                ExperimentException.class,
                () -> experiment.plans(file, List.of(), DataFiles.AS_WRITTEN))
            .getMessage();
    assertTrue(message.contains("items.csv is not there; if it was moved, --items-file"), message);
    assertEquals(folder, play(experiment.plans(file, List.of(), now).get(0), new Asked()));
    assertEquals(List.of(), experiment.verify(folder, now, 1, 1, new Count()).differences());
    Path plain = SampleExperiment.write(project, "plain.yaml", SampleExperiment.YAML);
    message =
        assertThrows(ExperimentException.class, () -> experiment.plans(plain, List.of(), now))
            .getMessage();
    assertTrue(message.contains("--items-file goes with dataset.items"), message);
  }

  @Test
  void an_experiment_of_a_known_data_set_has_no_file_to_be_moved() {
    String yaml = SampleExperiment.with("{path: ratings.csv}", "ml-latest-small-2016");
    Path file = SampleExperiment.write(project, "known.yaml", yaml);
    DataFiles now = now(Optional.of(files.resolve("r.csv")), Optional.empty(), Optional.empty());
    String message =
        assertThrows(ExperimentException.class, () -> experiment.plans(file, List.of(), now))
            .getMessage();
    assertTrue(message.startsWith("--data-file goes with dataset.path"), message);
  }

  @Test
  void more_seeds_play_the_further_runs_only() {
    Map<String, String> before = runs();
    assertEquals(folder, play(SampleExperiment.with("seeds: 2", "seeds: 3"), 2 * 200));
    requireKept(before);
    requireReported("1 to 3", 3);
  }

  @Test
  void another_range_of_seeds_plays_those_that_are_not_there_and_reports_its_own() {
    Map<String, String> before = runs();
    assertEquals(
        folder, play(SampleExperiment.with("seeds: 2", "seeds: {from: 2, to: 3}"), 2 * 200));
    requireKept(before);
    requireReported("2 to 3", 2);
    assertEquals(folder, play(SampleExperiment.YAML, 0));
    requireReported("1 to 2", 2);
  }

  private void requireReported(String seeds, int count) {
    assertEquals(seeds, PlayedFolder.of(folder).provenance(note -> {}).get("seeds"));
    SampleExperiment.content(folder.resolve("curves.csv"))
        .lines()
        .skip(1)
        .forEach(line -> assertEquals(Integer.toString(count), line.split(",")[3], line));
  }

  @Test
  void a_strategy_that_is_added_plays_its_own_runs_only() {
    Map<String, String> before = runs();
    String more = SampleExperiment.with("[random, max-variance]", "[bald, random, max-variance]");
    assertEquals(folder, play(more, 2 * 200));
    requireKept(before);
    assertEquals(folder, play(SampleExperiment.with("random, ", ""), 0));
  }

  @Test
  void a_longer_budget_leaves_the_runs_of_the_shorter_one_and_their_report() {
    Map<String, String> before = SampleExperiment.files(folder);
    // Up to the last state that the shorter runs kept.
    Path longer = play(SampleExperiment.with("budget: 200", "budget: 400"), 4 * (400 - 160));
    assertNotEquals(folder, longer);
    assertEquals(before, SampleExperiment.files(folder));
    assertEquals(folder, play(SampleExperiment.YAML, 0));
    assertEquals(longer, play(SampleExperiment.with("budget: 200", "budget: 400"), 0));
  }

  @Test
  void another_strategy_of_the_same_label_is_not_taken_for_the_one_before() {
    String mine = "[random, {type: max-variance, power: %s, selection: stochastic, label: mine}]";
    String first = SampleExperiment.with("[random, max-variance]", mine.formatted("1"));
    play(first, 2 * 200);
    Count count = new Count();
    Path file =
        SampleExperiment.write(
            project,
            "e.yaml",
            SampleExperiment.with("[random, max-variance]", mine.formatted("3")));
    assertEquals(folder, play(experiment.plan(file), count));
    assertEquals(
        List.of(
            "the strategy mine was changed since its runs were played, so they are played again; those that were complete are in "
                + folder.resolve("replaced")),
        count.notes);
  }

  @Test
  void a_setting_that_says_what_holds_anyway_changes_nothing() {
    play(SampleExperiment.with("factors: 2", "factors: 2, lambda1: 1, covariance: diagonal"), 0);
  }

  @Test
  void what_is_played_is_written_with_paths_that_move_along() {
    String resolved = SampleExperiment.content(folder.resolve(PlayedFolder.RESOLVED));
    String sep = folder.getFileSystem().getSeparator();
    String path = String.join(sep, Arrays.asList("..", "..", "ratings.csv"));
    assertTrue(resolved.contains("path: " + path + "\n"), resolved);
  }
}
