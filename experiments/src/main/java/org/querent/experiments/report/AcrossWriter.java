package org.querent.experiments.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.statistics.Measure;

/**
 * Writes the report of several experiments: {@code results.csv}, {@code ranks.csv} and {@code
 * report.html}.
 *
 * <p>The same content always gives the same bytes on the same machine. Each file is replaced at
 * once, so a reader never sees half of one. Holds no state and is safe for use by many threads.
 */
public final class AcrossWriter {
  /**
   * Writes all files, in the place of older ones.
   *
   * @param folder where to; created if it does not exist
   * @param experiments at least one; the order is that of the page
   * @param measure by what strategies are ranked
   * @throws ExperimentException if a file cannot be written
   */
  public void write(Path folder, List<PlayedExperiment> experiments, Measure measure) {
    AcrossAnalysis analysis = AcrossAnalysis.of(experiments, measure);
    ReportWriter.replace(folder, "results.csv", ReportWriter.utf8(AcrossCsv.results(analysis)));
    ReportWriter.replace(folder, "ranks.csv", ReportWriter.utf8(AcrossCsv.ranks(analysis)));
    ReportWriter.replace(
        folder, "report.html", ReportWriter.utf8(AcrossPage.write(analysis, Optional.empty())));
  }
}
