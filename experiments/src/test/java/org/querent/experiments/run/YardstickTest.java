package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.folder.PlayedFolder;

/** Experiments that ask for the error with everything known. */
class YardstickTest {
  @TempDir Path files;
  @TempDir Path results;

  private Path run(String report, int threads) {
    SampleExperiment.write(files);
    SampleExperiment.write(files, "small.yaml", SampleExperiment.YAML + report);
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    return experiment
        .run(
            experiment.plan(files.resolve("small.yaml")),
            results,
            new RunOptions(threads, false, false, 5),
            new Count())
        .folder();
  }

  @Test
  void it_is_worked_out_for_a_folder_that_is_there_on_any_number_of_threads() throws IOException {
    Path folder = run("", 2);
    Map<String, String> runs = SampleExperiment.files(folder.resolve("runs"));
    assertFalse(Files.exists(folder.resolve(PlayedFolder.YARDSTICK)));
    assertEquals(folder, run("report: {yardstick: true}\n", 2));
    assertEquals(runs, SampleExperiment.files(folder.resolve("runs")));
    String first = Files.readString(folder.resolve(PlayedFolder.YARDSTICK));
    assertTrue(Files.readString(folder.resolve("report.html")).contains("all ratings known: 0."));
    Map<String, String> told = PlayedFolder.of(folder).yardstick(note -> {});
    for (String seed : List.of("1", "2")) {
      double error = Double.parseDouble(told.get(seed));
      assertTrue(error > 0.3 && error < 1, told.toString());
    }
    Files.delete(folder.resolve(PlayedFolder.YARDSTICK));
    run("report: {yardstick: true}\n", 1);
    assertEquals(first, Files.readString(folder.resolve(PlayedFolder.YARDSTICK)));
  }

  @Test
  void one_that_is_damaged_or_of_other_settings_is_told_of_and_made_anew() throws IOException {
    Path folder = run("report: {yardstick: true}\n", 2);
    Path file = folder.resolve(PlayedFolder.YARDSTICK);
    String whole = Files.readString(file);
    Files.writeString(file, whole.replaceFirst("\"0\\.", "\"1."));
    List<String> notes = new ArrayList<>();
    assertEquals(Map.of(), PlayedFolder.of(folder).yardstick(notes::add));
    assertTrue(notes.get(0).contains("yardstick.json is damaged and left out"), notes.toString());
    run("report: {yardstick: true}\n", 2);
    assertEquals(whole, Files.readString(file));
  }
}
