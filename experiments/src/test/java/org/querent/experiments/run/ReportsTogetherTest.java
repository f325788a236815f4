package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.WholeExperiment;
import org.querent.experiments.cli.QuerentCommand;

/** Reports of one folder that several processes write at once. */
@Tag("faults")
class ReportsTogetherTest {
  @TempDir Path files;

  @Test
  void each_waits_for_the_others_and_all_write_the_same() throws IOException, InterruptedException {
    Path yaml = SampleExperiment.write(files);
    WholeExperiment experiment =
        Guice.createInjector(new ExperimentsModule(files)).getInstance(WholeExperiment.class);
    RunOptions options = new RunOptions(2, false, false, 5);
    Path folder =
        experiment
            .run(experiment.plan(yaml), files.resolve("results"), options, new Count())
            .folder();
    finish(List.of(report(folder, 0)), folder);
    Map<String, String> before = SampleExperiment.files(folder);
    List<Process> reports = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      reports.add(report(folder, n));
    }
    finish(reports, folder);
    Map<String, String> after = SampleExperiment.files(folder);
    assertEquals(before.keySet(), after.keySet());
    before.forEach((name, bytes) -> assertEquals(bytes, after.get(name), name));
  }

  private Process report(Path folder, int number) throws IOException {
    return JavaProcess.of(QuerentCommand.class, "report", folder)
        .redirectErrorStream(true)
        .redirectOutput(files.resolve("said-" + number).toFile())
        .start();
  }

  private void finish(List<Process> reports, Path folder) throws IOException, InterruptedException {
    for (int n = 0; n < reports.size(); n++) {
      int code = reports.get(n).waitFor();
      String said = Files.readString(files.resolve("said-" + n));
      assertEquals(0, code, said);
      assertEquals(folder.resolve("report.html") + "\n", said);
    }
  }
}
