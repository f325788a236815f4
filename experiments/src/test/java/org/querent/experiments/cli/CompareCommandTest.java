package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;

/** Several experiments that were played: reports side by side, and what two of them differ in. */
class CompareCommandTest {
  @TempDir static Path folder;

  private static Path results;
  private static List<Path> folders;
  private static List<String> printed;

  /** A sweep of two, which differ in the number of factors and in the ratings that are known. */
  @BeforeAll
  static void play() {
    SampleExperiment.write(folder);
    String yaml =
        SampleExperiment.with("factors: 2", "factors: {grid: [0, 2]}")
            .replace("budget: 200", "budget: 100");
    Path file = SampleExperiment.write(folder, "sweep.yaml", yaml);
    results = folder.resolve("results");
    printed = Commands.done("run", file, "--out", results, "--threads", 2).lines().toList();
    folders = printed.stream().limit(2).map(line -> Path.of(line).getParent()).toList();
  }

  private static Path copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  private static String compared(Path first, Path second) {
    String text = Commands.done("compare", first, second);
    text.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    return text;
  }

  @Test
  void a_sweep_ends_with_a_report_of_all_its_experiments() throws IOException {
    Path page = results.resolve("small-factors-report").resolve("report.html");
    assertEquals(3, printed.size());
    assertEquals(page.toString(), printed.get(2));
    assertTrue(Files.readString(page).contains("2 experiments side by side"));
    assertTrue(Files.readString(page).contains("These replay the same ratings"));
  }

  @Test
  void several_folders_have_a_report_beside_them_and_keep_their_own(@TempDir Path out)
      throws IOException {
    Map<String, String> before = SampleExperiment.files(folders.get(0));
    Path beside = results.resolve("report").resolve("report.html");
    String printed = Commands.done("report", folders.get(0), folders.get(1));
    assertEquals(beside.toAbsolutePath() + System.lineSeparator(), printed);
    assertTrue(Files.readString(beside).contains("Ranks by AULC"));
    Commands.done("report", folders.get(1), folders.get(0), "--out", out, "--rank-by", "final");
    assertTrue(Files.readString(out.resolve("report.html")).contains("Ranks by final RMSE"));
    assertEquals(before, SampleExperiment.files(folders.get(0)));
  }

  @Test
  void a_report_of_several_never_takes_the_place_of_that_of_one() {
    Path first = folders.get(0);
    Path second = folders.get(1);
    String message = Commands.refused(folder, "report", first, second, "--out", first);
    assertTrue(message.contains(first + " is a run folder with a report of its own"), message);
    message =
        Commands.refused(folder, "report", first, first.resolve("..").resolve(first.getFileName()));
    assertTrue(message.contains("The same run folder was given twice"), message);
    message = Commands.refused(folder, "report", first, "--out", folder);
    assertTrue(message.contains("--out is for several run folders"), message);
    message = Commands.refused(folder, "report", first, second, "--watch");
    assertTrue(message.contains("--watch is for one run folder"), message);
    message = Commands.refused(folder, "report", first, results);
    assertTrue(message.contains(results + " is not a run folder"), message);
  }

  @Test
  void copies_do_not_differ(@TempDir Path other) {
    String text = compared(folders.get(0), copy(folders.get(0), other.resolve("copy")));
    assertEquals(4, text.lines().count(), text);
    assertTrue(text.contains("Nothing differs"), text);
    assertTrue(text.contains("the same bytes in all 4 runs."), text);
  }

  @Test
  void what_differs_is_said_with_both_values_and_paired_tests() {
    String text = compared(folders.get(0), folders.get(1));
    assertTrue(text.contains("model.factors  0  →  2"), text);
    assertTrue(text.contains("The data are the same."), text);
    assertTrue(text.contains("Of 4 runs that both have, 0 are the same bytes."), text);
    assertTrue(text.contains("Tests are paired t-tests over the seeds that both have"), text);
    assertTrue(text.contains("  random (2 seeds, up to 100 queries)"), text);
    assertFalse(text.contains("only in"), text);
  }

  @Test
  void other_ratings_and_strategies_are_said_and_tests_are_of_independent_runs() {
    SampleExperiment.write(
        folder,
        "other.csv",
        "userId,movieId,rating,timestamp\n" + SampleExperiment.ratings(1400, ","));
    String yaml =
        SampleExperiment.with("[random, max-variance]", "[random, bald]")
            .replace("ratings.csv", "other.csv")
            .replace("seeds: 2", "seeds: 3");
    Path file = SampleExperiment.write(folder, "other.yaml", yaml);
    String page = Commands.done("run", file, "--out", folder.resolve("others"), "--threads", 2);
    String text = compared(folders.get(0), Path.of(page.strip()).getParent());
    assertTrue(text.contains("Data, A → B"), text);
    assertTrue(text.contains("strategies only in A: max-variance"), text);
    assertTrue(text.contains("strategies only in B: bald"), text);
    assertTrue(text.contains("only in B: bald-vfm-1, bald-vfm-2, bald-vfm-3, random-vfm-3"), text);
    assertTrue(text.contains("Tests are Welch's t-tests"), text);
    assertTrue(text.contains("  random (2 and 3 seeds, up to 100 queries)"), text);
  }

  @Test
  void seeds_of_which_none_is_shared_are_said_for_both() {
    Path file =
        SampleExperiment.write(
            folder,
            "later.yaml",
            SampleExperiment.with("seeds: 2", "seeds: {from: 11, to: 12}")
                .replace("budget: 200", "budget: 100"));
    String page = Commands.done("run", file, "--out", folder.resolve("later"), "--threads", 2);
    String text = compared(folders.get(1), Path.of(page.strip()).getParent());
    assertTrue(
        text.contains(
            "No run is in both, as no seed is: A has seeds 1 to 2, B has seeds 11 to 12."),
        text);
    assertTrue(text.contains("Welch's t-tests of independent runs, as no seed is in both."), text);
  }

  @Test
  void what_is_no_run_folder_is_refused() {
    String message = Commands.refused(folder, "compare", folders.get(0), results);
    assertTrue(message.contains(results + " is not a run folder"), message);
    message = Commands.refused(folder, "compare", folders.get(0));
    assertTrue(message.contains("Missing required parameter: 'B'"), message);
  }
}
