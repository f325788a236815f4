package org.querent.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.cli.Commands;

/** Where nothing can be written is found out before the work, and nothing is left behind. */
class DestinationTest {
  @TempDir Path folder;

  @BeforeEach
  void write() {
    SampleExperiment.write(folder);
  }

  private static String refused(Executable required) {
    return assertThrows(ExperimentException.class, required).getMessage();
  }

  @Test
  void what_cannot_be_written_is_told_with_its_folder() throws IOException {
    Path missing = folder.resolve("no");
    assertEquals(
        "cannot write " + missing.resolve("x") + ": there is no folder " + missing + "; make it",
        refused(() -> Destination.requireFile(missing.resolve("x"))));
    assertEquals(
        "cannot write " + folder + ": it is a folder; name a file in it",
        refused(() -> Destination.requireFile(folder)));
    Path file = folder.resolve("small.yaml");
    for (Path below : new Path[] {file, file.resolve("x"), file.resolve("x/y")}) {
      assertEquals(
          "cannot write " + below + ": " + file + " is no folder; name another",
          refused(() -> Destination.requireFolder(below)));
    }
  }

  @Test
  void what_can_be_written_is_not_touched() throws IOException {
    Path file = folder.resolve("small.yaml");
    Destination.requireFile(file);
    Destination.requireFile(folder.resolve("new"));
    Destination.requireFolder(folder);
    Destination.requireFolder(folder.resolve("a/b/c"));
    assertEquals(SampleExperiment.YAML, Files.readString(file));
    assertEquals(2, SampleExperiment.files(folder).size());
  }

  @Test
  void what_no_file_can_be_made_in_is_told_as_that() {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc), "there is no /proc");
    String message = refused(() -> Destination.requireFile(proc.resolve("x")));
    assertTrue(
        message.startsWith("cannot write /proc/x: nothing can be written into /proc"), message);
    assertTrue(message.endsWith("; name another place"), message);
    assertTrue(
        refused(() -> Destination.requireFolder(proc.resolve("x/y")))
            .contains("nothing can be written into /proc"));
  }

  /** There is more wrong with each, which would be told after it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "questionnaire none.querent --out FILE/x.json",
        "predict none.querent none.csv --out FILE/x.csv",
        "export none.querent --out FILE",
        "train RATINGS --rank 1 --epochs 1 --out FILE",
        "split YAML --seed 99 --out FILE",
        "run YAML --out FILE",
        "report none other --out FILE",
      })
  void commands_look_where_they_are_to_write_before_they_read(String command) {
    Path file = folder.resolve("small.yaml");
    Object[] words = command.split(" ");
    for (int n = 0; n < words.length; n++) {
      words[n] =
          words[n]
              .toString()
              .replace("FILE", file.toString())
              .replace("RATINGS", folder.resolve("ratings.csv").toString())
              .replace("YAML", file.toString());
    }
    String message = Commands.refused(folder, words);
    assertTrue(message.contains("cannot write " + file), message);
    assertTrue(message.contains(file + " is no folder; name another"), message);
  }
}
