package org.querent.experiments.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.SampleExperiment;

class RunFolderTest {
  private static final RunId ID = new RunId("random", "vfm", 3);

  @TempDir Path parent;

  private static RunFolder open(Path path) {
    return RunFolder.ifFree(path, note -> {}).orElseThrow();
  }

  @Test
  void a_folder_is_made_with_all_above_it_and_left_without_its_lock() {
    Path path = parent.resolve("a/b");
    try (RunFolder folder = open(path)) {
      assertEquals(path, folder.path());
      assertEquals(path.resolve("runs/random-vfm-3"), RunFolder.run(folder.path(), ID));
    }
    assertTrue(Files.isDirectory(path.resolve("runs")));
    assertEquals(Map.of(), SampleExperiment.files(path));
  }

  @Test
  void a_folder_in_use_is_refused_and_one_that_was_closed_is_not() {
    try (RunFolder folder = open(parent)) {
      assertTrue(RunFolder.ifFree(folder.path(), note -> {}).isEmpty());
    }
    open(parent).close();
  }

  @Test
  void a_file_in_the_place_of_the_folder_is_one_clear_message() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "mine");
    ExperimentException error = assertThrows(ExperimentException.class, () -> open(file));
    assertTrue(error.getMessage().startsWith("cannot open the folder " + file));
    assertFalse(error.getMessage().contains("\n"));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void a_file_is_replaced_as_a_whole_and_nothing_else_is_left() {
    try (RunFolder folder = open(parent)) {
      folder.write("a.txt", "a long first text");
      folder.write("a.txt", "é");
    }
    assertEquals(Set.of("a.txt"), SampleExperiment.files(parent).keySet());
    assertEquals("\u00c3\u00a9", SampleExperiment.content(parent.resolve("a.txt")));
  }

  @Test
  void a_file_that_cannot_be_written_leaves_the_old_one() throws IOException {
    try (RunFolder folder = open(parent)) {
      folder.write("a.txt", "old");
      Files.createDirectory(parent.resolve("a.txt.part"));
      assertThrows(ExperimentException.class, () -> folder.write("a.txt", "new"));
    }
    assertEquals("old", Files.readString(parent.resolve("a.txt")));
  }

  @Test
  void clearing_deletes_the_runs_and_keeps_the_rest() throws IOException {
    try (RunFolder folder = open(parent)) {
      folder.write("resolved.yaml", "name: x");
      Files.createDirectories(RunFolder.run(folder.path(), ID).resolve("deeper"));
      Files.writeString(RunFolder.run(folder.path(), ID).resolve("deeper/curve.jsonl"), "{}");
      folder.clear();
      assertTrue(Files.isDirectory(parent.resolve("runs")));
    }
    assertEquals(Set.of("resolved.yaml"), SampleExperiment.files(parent).keySet());
  }
}
