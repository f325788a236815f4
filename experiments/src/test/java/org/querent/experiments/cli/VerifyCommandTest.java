package org.querent.experiments.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.archive.Sha256;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands.Answer;

class VerifyCommandTest {
  @TempDir Path folder;
  private Path runFolder;

  @BeforeEach
  void play() {
    Path file = SampleExperiment.write(folder);
    String report = Commands.done("run", file, "--out", folder.resolve("o")).strip();
    runFolder = Path.of(report).getParent();
  }

  @Test
  void runs_that_repeat_have_the_same_bytes_and_nothing_is_changed() {
    Map<String, String> before = SampleExperiment.files(runFolder);
    assertEquals(
        "2 of 4 runs played again: the same bytes\n",
        Commands.done("verify", runFolder, "--runs", 2, "--seed", 1));
    assertEquals(
        "4 of 4 runs played again: the same bytes\n",
        Commands.done("verify", runFolder, "--runs", 9));
    assertEquals(before, SampleExperiment.files(runFolder));
  }

  @Test
  void a_run_that_was_changed_under_its_seal_is_told_with_the_line_and_is_damaged()
      throws IOException {
    Path curve = changed("runs/random-vfm-2/curve.jsonl");
    Answer answer = Commands.querent("verify", runFolder, "--runs", 4);
    assertEquals(2, answer.code());
    assertEquals("4 of 4 runs played again: NOT the same bytes\n", answer.out());
    assertTrue(
        answer.err().contains("querent: " + curve + " differs from line 3 on"), answer.err());
    assertTrue(
        answer.err().contains("querent: " + curve + ": it is not as it was when the run was"),
        answer.err());
  }

  @Test
  void a_run_that_was_sealed_with_other_bytes_than_it_has_now_does_not_repeat() throws IOException {
    Path curve = runFolder.resolve("runs/random-vfm-2/curve.jsonl");
    String before = Sha256.hex(Files.readAllBytes(curve));
    List<String> lines = new ArrayList<>(Files.readAllLines(curve));
    lines.set(2, summed(lines.get(2).replace("\"cost\":100.0", "\"cost\":101.0")));
    Files.writeString(curve, String.join("\n", lines) + "\n");
    Path seal = curve.resolveSibling("complete.json");
    String sealed = Files.readString(seal);
    Files.writeString(seal, sealed.replace(before, Sha256.hex(Files.readAllBytes(curve))));
    assertNotEquals(sealed, Files.readString(seal));
    Answer answer = Commands.querent("verify", runFolder, "--runs", 4);
    assertEquals(4, answer.code());
    assertEquals("4 of 4 runs played again: NOT the same bytes\n", answer.out());
    assertEquals("querent: " + curve + " differs from line 3 on", lastLine(answer.err()));
  }

  @Test
  void a_broken_seal_is_damage_that_can_be_mended_and_leaves_the_bytes_the_same()
      throws IOException {
    Path seal = runFolder.resolve("runs/random-vfm-2/complete.json");
    Files.writeString(seal, Files.readString(seal).replace("\"queries\"", "\"querys\""));
    Answer answer = Commands.querent("verify", runFolder, "--runs", 4);
    assertEquals(2, answer.code());
    assertEquals("4 of 4 runs played again: the same bytes\n", answer.out());
    assertEquals(
        "querent: " + seal + ": it is no seal of a run; run the experiment again, which mends it",
        lastLine(answer.err()));
  }

  /** A line of a log with the checksum of what it says. */
  private static String summed(String line) {
    String object = line.replaceFirst(",\"crc\":\"[0-9a-f]{8}\"}$", "}");
    CRC32C crc = new CRC32C();
    crc.update(object.getBytes(UTF_8));
    return object.replaceFirst("}$", String.format(",\"crc\":\"%08x\"}", crc.getValue()));
  }

  private Path changed(String name) throws IOException {
    Path file = runFolder.resolve(name);
    Files.writeString(file, Files.readString(file).replace("\"queries\":100", "\"queries\":101"));
    return file;
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }

  @Test
  void other_data_is_told() throws IOException {
    Files.writeString(folder.resolve("ratings.csv"), "999,999,3,0\n", StandardOpenOption.APPEND);
    Answer answer = Commands.querent("verify", runFolder);
    assertEquals(2, answer.code());
    assertTrue(answer.err().contains("was played on other data"), answer.err());
  }

  @Test
  void what_is_no_run_folder_is_told() {
    assertTrue(Commands.refused(folder, "verify", folder).contains("is not a run folder"));
  }
}
