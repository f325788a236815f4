package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.SampleExperiment;

class NewCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"quick", "pool", "cold-start"})
  void what_is_written_is_valid(String preset) {
    Path file = folder.resolve("mine.yaml");
    assertEquals(file + "\n", Commands.done("new", file, "--preset", preset));
    assertTrue(Commands.done("validate", file).startsWith("# mine: "));
  }

  @Test
  void nothing_is_overwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "kept");
    String message = Commands.refused(folder, "new", file);
    assertTrue(message.contains("mine.yaml is there already"), message);
    assertEquals("kept", Files.readString(file));
  }

  @Test
  void an_unknown_preset_is_told_with_the_nearest() {
    String message = Commands.refused(folder, "new", folder.resolve("x.yaml"), "--preset", "quik");
    assertTrue(message.contains("did you mean \"quick\"?"), message);
  }

  @Test
  void every_experiment_of_a_grid_is_played_and_validated() {
    SampleExperiment.write(folder);
    Path file = folder.resolve("small.yaml");
    Object[] set = {"--set", "model.factors={grid: [0, 1]}", "--set", "seeds=1"};
    String valid = Commands.done("validate", file, set[0], set[1], set[2], set[3]);
    assertEquals(2, valid.lines().filter(line -> line.startsWith("# small-factors-")).count());
    String reports =
        Commands.done("run", file, "--out", folder.resolve("o"), set[0], set[1], set[2], set[3]);
    assertEquals(3, reports.lines().count(), "one each, and one of both");
    assertTrue(reports.lines().toList().get(2).endsWith("small-factors-report/report.html"));
    assertTrue(reports.lines().allMatch(report -> Files.exists(Path.of(report))));
  }
}
