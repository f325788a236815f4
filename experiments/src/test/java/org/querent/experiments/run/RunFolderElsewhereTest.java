package org.querent.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands;

/** What other programs read of a run folder. */
class RunFolderElsewhereTest {
  @TempDir static Path folder;
  private static Path played;

  @BeforeAll
  static void play() {
    SampleExperiment.write(folder);
    SampleExperiment.write(folder, "costs.csv", "movieId,cost\n501,2.5\n507,0.5\n");
    Path file =
        SampleExperiment.write(
            folder, "c.yaml", SampleExperiment.with("batch: 20}", "batch: 20, costs: costs.csv}"));
    played =
        Path.of(Commands.done("run", file, "--out", folder.resolve("out")).strip()).getParent();
  }

  /** A line for each value that was logged: of two strategies, two seeds, five points. */
  @Test
  void the_values_by_seed_are_those_that_the_runs_logged() throws IOException {
    List<String> lines = Files.readAllLines(played.resolve("curves-by-seed.csv"));
    assertEquals("strategy,model,seed,queries,cost,answers,metric,value", lines.get(0));
    List<String> metrics =
        List.of("rmse", "mae", "nll", "coverage-90", "cumulative-rating", "pool-variance");
    List<String> expected = new ArrayList<>();
    for (String strategy : List.of("random", "max-variance")) {
      for (int seed = 1; seed <= 2; seed++) {
        Path run = played.resolve("runs").resolve(strategy + "-vfm-" + seed);
        List<JsonNode> points = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("curve.jsonl"))) {
          points.add(JsonMapper.builder().build().readTree(line));
        }
        assertTrue(points.size() >= 5);
        for (String metric : metrics) {
          for (JsonNode point : points) {
            expected.add(
                String.join(
                    ",",
                    strategy,
                    "vfm",
                    "" + seed,
                    point.get("queries").asText(),
                    "" + point.get("cost").doubleValue(),
                    "" + point.get("queries").doubleValue(),
                    metric,
                    "" + point.get(metric).doubleValue()));
          }
        }
      }
    }
    assertEquals(expected, lines.subList(1, lines.size()));
  }

  private static String output(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      output(Path.of("."), command);
      return true;
    } catch (IOException | AssertionError e) {
      return false;
    }
  }

  /** The first block of a language in the section of the page. */
  private static String ofThePage(String language) throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int section = page.indexOf("### From pandas and R");
    String opening = "```" + language + "\n";
    int start = page.indexOf(opening, section) + opening.length();
    return page.substring(start, page.indexOf("```", start));
  }

  @Test
  void the_python_of_the_page_reads_the_folder() throws IOException, InterruptedException {
    String python = System.getProperty("querent.python", "python3");
    assumeTrue(runs(python, "-c", "import pandas"), "python3 with pandas is not installed");
    String output = output(played, python, "-c", ofThePage("python"));
    assertTrue(output.contains(String.format(Locale.ROOT, "%.6f", difference())), output);
    assertTrue(output.contains("answered queries: 200"), output);
  }

  @Test
  void the_r_of_the_page_reads_the_folder() throws IOException, InterruptedException {
    assumeTrue(runs("Rscript", "--version"), "R is not installed");
    String output = output(played, "Rscript", "-e", ofThePage("r"));
    assertTrue(output.contains("Paired t-test"), output);
    String mean = output.strip().lines().reduce((before, line) -> line).orElseThrow().strip();
    assertEquals(difference(), Double.parseDouble(mean), 1e-6 * Math.abs(difference()), output);
  }

  /** The mean over the seeds of what max-variance has in the end, less what random has. */
  private static double difference() throws IOException {
    double difference = 0;
    for (String line : Files.readAllLines(played.resolve("curves-by-seed.csv"))) {
      String[] fields = line.split(",");
      if (fields[3].equals("200") && fields[6].equals("rmse")) {
        double sign = fields[0].equals("random") ? -1 : 1;
        difference += sign * Double.parseDouble(fields[7]) / 2;
      }
    }
    return difference;
  }
}
