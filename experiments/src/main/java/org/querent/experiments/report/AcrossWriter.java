package org.querent.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.statistics.Measure;

/**
 * Writes the report of several experiments: {@code results.csv}, {@code ranks.csv}, {@code
 * report.html}, and {@code critical-difference} as SVG, PNG and PDF where there is one.
 *
 * <p>The same content always gives the same bytes on the same machine. Each file is replaced at
 * once, so a reader never sees half of one. Holds no state and is safe for use by many threads.
 */
public final class AcrossWriter {
  private static final String RANKS = "critical-difference";

  /**
   * Writes all files, in the place of older ones.
   *
   * @param folder where to; created if it does not exist
   * @param experiments at least one; the order is that of the page
   * @param measure by what strategies are ranked
   * @throws ExperimentException if a file cannot be written or this machine cannot draw text
   */
  public void write(Path folder, List<PlayedExperiment> experiments, Measure measure) {
    AcrossAnalysis analysis = AcrossAnalysis.of(experiments, measure);
    Optional<Figure> ranks =
        analysis
            .across()
            .criticalDifference()
            .map(d -> Figures.of(d, "Mean ranks by " + analysis.measureName()));
    ReportWriter.make(folder);
    ReportWriter.replace(folder, "results.csv", ReportWriter.utf8(AcrossCsv.results(analysis)));
    ReportWriter.replace(folder, "ranks.csv", ReportWriter.utf8(AcrossCsv.ranks(analysis)));
    String page = AcrossPage.write(analysis, ranks.map(Figure::svg));
    ReportWriter.replace(folder, "report.html", ReportWriter.utf8(page));
    ranks.ifPresentOrElse(figure -> draw(folder, figure), () -> deleteOld(folder));
  }

  private static void deleteOld(Path folder) {
    try {
      OldFigures.delete(folder, RANKS);
    } catch (IOException e) {
      throw new ExperimentException("Cannot delete the older figure " + RANKS + " in " + folder, e);
    }
  }

  private static void draw(Path folder, Figure figure) {
    ReportWriter.replace(folder, figure.name() + ".svg", ReportWriter.utf8(figure.svg()));
    ReportWriter.replace(folder, figure.name() + ".png", figure.png());
    ReportWriter.replace(folder, figure.name() + ".pdf", figure.pdf());
  }
}
