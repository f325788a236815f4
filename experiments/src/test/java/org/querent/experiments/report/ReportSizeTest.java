package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSizeTest {
  private static final int MOST_BYTES = 3_000_000;

  @Test
  void a_large_experiment_makes_a_page_that_can_be_sent_around(@TempDir Path folder)
      throws IOException {
    List<String> strategies =
        IntStream.range(0, 20).mapToObj(i -> "strategy-with-a-name-" + i).toList();
    List<String> metrics =
        List.of("rmse", "mae", "nll", "coverage-90", "cumulative-rating", "pool-variance");
    new ReportWriter()
        .write(folder, new SampleReport("large", strategies, 20, 200, metrics).content());
    long size = Files.size(folder.resolve("report.html"));
    assertTrue(size < MOST_BYTES, size + " bytes");
  }
}
