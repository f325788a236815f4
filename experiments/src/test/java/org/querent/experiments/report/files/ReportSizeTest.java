package org.querent.experiments.report.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSizeTest {
  private static final int MOST_BYTES = 3_000_000;

  @Test
  void a_large_experiment_makes_a_page_that_can_be_sent_around(@TempDir Path folder)
      throws IOException {
    new ReportWriter().write(folder, ReportTimes.large().content());
    long size = Files.size(folder.resolve("report.html"));
    assertTrue(size < MOST_BYTES, size + " bytes");
  }
}
