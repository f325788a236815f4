package org.querent.experiments.across;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.report.chart.RankDiagram;
import org.querent.experiments.report.files.ReportFolder;
import org.querent.experiments.report.paper.Paper;
import org.querent.experiments.report.paper.PaperFigure;
import org.querent.experiments.statistics.Measure;

/**
 * Writes the report of several experiments: {@code results.csv}, {@code ranks.csv}, {@code
 * report.html}, and {@code critical-difference} as SVG, PNG and PDF where there is one.
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
   * @throws ExperimentException if a file cannot be written or this machine cannot draw text
   */
  public void write(Path folder, List<PlayedExperiment> experiments, Measure measure) {
    AcrossAnalysis analysis = AcrossAnalysis.of(experiments, measure);
    Optional<PaperFigure> ranks =
        analysis
            .across()
            .criticalDifference()
            .map(d -> RankDiagram.of(d, "Mean ranks by " + analysis.measureName()))
            .map(Paper.load()::draw);
    ReportFolder.make(folder);
    ReportFolder.replace(folder, "results.csv", ReportFolder.utf8(AcrossCsv.results(analysis)));
    ReportFolder.replace(folder, "ranks.csv", ReportFolder.utf8(AcrossCsv.ranks(analysis)));
    String page = AcrossPage.write(analysis, ranks.map(PaperFigure::svg));
    ReportFolder.replace(folder, "report.html", ReportFolder.utf8(page));
    ranks.ifPresentOrElse(figure -> draw(folder, figure), () -> deleteOld(folder));
  }

  private static void deleteOld(Path folder) {
    for (String extension : List.of(".svg", ".png", ".pdf")) {
      Path old = folder.resolve(RankDiagram.NAME + extension);
      try {
        Files.deleteIfExists(old);
      } catch (IOException e) {
        throw new ExperimentException("Cannot delete the older figure " + old, e);
      }
    }
  }

  private static void draw(Path folder, PaperFigure figure) {
    ReportFolder.replace(folder, figure.name() + ".svg", ReportFolder.utf8(figure.svg()));
    ReportFolder.replace(folder, figure.name() + ".png", figure.png());
    ReportFolder.replace(folder, figure.name() + ".pdf", figure.pdf());
  }
}
