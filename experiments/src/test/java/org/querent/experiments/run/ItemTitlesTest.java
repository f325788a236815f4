package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.report.files.FolderReport;

/** The titles of a data set are in the reports of its run folders. */
class ItemTitlesTest {
  @TempDir Path files;
  @TempDir Path results;

  private final List<String> notes = new ArrayList<>();
  private Path file;

  @BeforeEach
  void write() {
    file = SampleExperiment.write(files);
  }

  private Path run() {
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    Progress progress =
        new Progress() {
          @Override
          public void noted(String note) {
            notes.add(note);
          }
        };
    return experiment
        .run(experiment.plan(file), results, new RunOptions(2, false, false, 5), progress)
        .folder();
  }

  private void write(String title) {
    String movies =
        IntStream.range(500, 560)
            .mapToObj(id -> id + ",\"" + title + id + " (1995)\",Drama\n")
            .collect(Collectors.joining());
    SampleExperiment.write(files, "movies.csv", "movieId,title,genres\n" + movies);
  }

  @Test
  void what_was_asked_about_most_has_its_title_also_when_the_report_is_made_without_the_data()
      throws IOException {
    write("Part & <b> ");
    Path folder = run();
    assertEquals(List.of(), notes);
    assertEquals(
        60, PlayedFolder.of(folder).titles(note -> {}).size(), "one for each of the items");
    String page = Files.readString(folder.resolve("report.html"));
    assertTrue(page.contains("</span>Part &amp; &lt;b&gt; 5"), page);
    String csv = Files.readString(folder.resolve("most-asked.csv"));
    assertEquals(1 + 2 * 10, csv.lines().count());
    Files.delete(files.resolve("ratings.csv"));
    Files.delete(files.resolve("movies.csv"));
    Files.delete(folder.resolve("most-asked.csv"));
    Guice.createInjector(new ExperimentsModule(files))
        .getInstance(FolderReport.class)
        .write(folder);
    assertEquals(csv, Files.readString(folder.resolve("most-asked.csv")));
    assertEquals(page, Files.readString(folder.resolve("report.html")));
  }

  @Test
  void what_was_asked_about_most_agrees_with_the_log_of_queries() throws IOException {
    Path folder = run();
    assertFalse(Files.exists(folder.resolve(PlayedFolder.TITLES)));
    Map<String, Integer> asked = new HashMap<>();
    for (String seed : List.of("1", "2")) {
      Path queries = folder.resolve("runs/random-vfm-" + seed + "/queries.jsonl");
      for (String line : Files.readAllLines(queries)) {
        asked.merge(line.replaceAll(".*\"item\":(\\d+).*", "$1"), 1, Integer::sum);
      }
    }
    List<String> rows =
        Files.readAllLines(folder.resolve("most-asked.csv")).stream()
            .filter(line -> line.startsWith("random,"))
            .toList();
    assertEquals(10, rows.size());
    List<Integer> most = asked.values().stream().sorted((a, b) -> b - a).limit(10).toList();
    for (int n = 0; n < 10; n++) {
      String[] row = rows.get(n).split(",", -1);
      assertEquals(most.get(n), asked.get(row[2]));
      assertEquals(most.get(n), Integer.parseInt(row[4]));
      assertEquals(most.get(n) / 400.0, Double.parseDouble(row[5]));
    }
  }

  @Test
  void titles_that_cannot_be_read_are_a_note_and_damage_no_result() throws IOException {
    SampleExperiment.write(files, "movies.csv", "damaged\n");
    Path folder = run();
    assertEquals(1, notes.size(), notes::toString);
    assertTrue(notes.get(0).contains("movies.csv"), notes::toString);
    assertTrue(Files.readString(folder.resolve("report.html")).contains("</span>item 5"));
    assertFalse(Files.exists(folder.resolve(PlayedFolder.TITLES)));
    write("Part ");
    run();
    assertTrue(Files.readString(folder.resolve("report.html")).contains("</span>Part 5"));
  }

  /** A table about items, half of them of each category. */
  private void table(String more) {
    StringBuilder table = new StringBuilder("name\tid\tcategory\n");
    for (int id = 500; id < 560; id++) {
      table.append("Thing ").append(id).append(more).append('\t').append(id);
      table.append(id % 2 == 0 ? "\teven\n" : "\todd\n");
    }
    SampleExperiment.write(files, "things.tsv", table.toString());
  }

  private String folderName(String items, String features) {
    file =
        SampleExperiment.write(
            files,
            "own.yaml",
            SampleExperiment.with(
                    "dataset: {path: ratings.csv}",
                    "dataset: {path: ratings.csv, items: {" + items + "}}")
                + features);
    return Guice.createInjector(new ExperimentsModule(files))
        .getInstance(WholeExperiment.class)
        .plan(file)
        .folderName();
  }

  @Test
  void a_table_of_ones_own_gives_titles_and_the_fields_of_the_model() throws IOException {
    table("");
    folderName(
        "path: things.tsv, id: id, title: name",
        "features: [user, item, {type: column, of: item, name: category}]\n");
    Path folder = run();
    assertEquals(List.of(), notes);
    assertTrue(Files.readString(folder.resolve("most-asked.csv")).contains(",Thing 5"));
  }

  @Test
  void a_run_is_known_by_the_values_that_a_field_uses_and_not_by_what_only_names_things() {
    String named = "path: things.tsv, id: id, title: name";
    String field = "features: [user, item, {type: column, of: item, name: category}]\n";
    table("");
    String plain = folderName(named, "");
    String used = folderName(named, field);
    table(" or so");
    assertEquals(plain, folderName(named, ""));
    assertEquals(used, folderName(named, field));
    SampleExperiment.write(files, "things.tsv", "id\tcategory\n500\tone\n");
    assertEquals(plain, folderName("path: things.tsv, id: id", ""));
    assertNotEquals(
        used,
        folderName(
            "path: things.tsv, id: id", field.replace("category}", "category, unknown: level}")));
    assertEquals(
        plain,
        Guice.createInjector(new ExperimentsModule(files))
            .getInstance(WholeExperiment.class)
            .plan(SampleExperiment.write(files, "small.yaml", SampleExperiment.YAML))
            .folderName());
  }

  @Test
  void long_titles_are_shortened_where_they_are_kept() throws IOException {
    write("x".repeat(400));
    Path folder = run();
    assertTrue(Files.size(folder.resolve(PlayedFolder.TITLES)) < 60 * 250);
  }
}
