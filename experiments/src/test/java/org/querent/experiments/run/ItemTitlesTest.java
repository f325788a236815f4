package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

  @Test
  void long_titles_are_shortened_where_they_are_kept() throws IOException {
    write("x".repeat(400));
    Path folder = run();
    assertTrue(Files.size(folder.resolve(PlayedFolder.TITLES)) < 60 * 250);
  }
}
