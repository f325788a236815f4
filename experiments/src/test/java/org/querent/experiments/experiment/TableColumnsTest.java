package org.querent.experiments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands;

/** What a table of users or items has not is told before a run, with all other mistakes. */
class TableColumnsTest {
  @TempDir Path folder;

  @BeforeEach
  void write_data() {
    SampleExperiment.write(folder);
    SampleExperiment.write(folder, "items.csv", "id;name;genre\n500;A;x\n501;B;y\n");
  }

  private Path experiment(String dataset, String features) {
    String yaml = SampleExperiment.with("{path: ratings.csv}", dataset) + features;
    return SampleExperiment.write(folder, "e.yaml", yaml);
  }

  @ParameterizedTest
  @CsvSource({"validate", "run"})
  void columns_that_are_not_there_are_told_at_once_with_line_and_column(String command) {
    Path file =
        experiment(
            "{path: ratings.csv, items: {path: items.csv, id: WRONG, title: tilte},"
                + " users: {path: items.csv, id: 7}}",
            "features: [user, item, {type: column, of: item, name: gnre}]\n");
    List<String> told = Commands.refused(folder, command, file).lines().toList();
    String table = folder.resolve("items.csv").toString();
    assertEquals("querent: " + file + " has 4 problems:", told.get(0));
    String[] faults = {
      ":2:59: dataset.items.id: " + table + ", line 1: found \"id;name;genre\", without the column",
      ":2:73: dataset.items.title: " + table + ", line 1: found \"id;name;genre\", without the",
      ":2:110: dataset.users.id: " + table + ", line 1: found \"id;name;genre\", without the",
      ": features[2].name: found \"gnre\", and the columns of "
          + table
          + " are id, name, genre; did you mean \"genre\"?",
    };
    for (int n = 0; n < faults.length; n++) {
      assertTrue(told.get(n + 1).contains(faults[n]), told.get(n + 1));
    }
  }

  @Test
  void a_table_whose_header_cannot_be_read_is_told_as_well() {
    SampleExperiment.write(folder, "items.csv", "a,a\n1,2\n");
    Path file = experiment("{path: ratings.csv, items: {path: items.csv, id: a}}", "");
    String told = Commands.refused(folder, "validate", file);
    assertTrue(told.contains(":2:44: dataset.items.path: "), told);
    assertTrue(told.contains("a header with two columns of one name; give each its own"), told);
  }
}
