package org.querent.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.ExperimentException;

/**
 * Writes the report of an experiment: {@code curves.csv}, {@code summary.json}, {@code rmse.svg},
 * {@code rmse.png} and {@code report.html}; the summary as {@code summary.csv}, {@code summary.md}
 * and {@code summary.tex}; all pairs of strategies as {@code pairs.csv}; and, as far as these were
 * measured, {@code calibration.csv} and {@code asked.csv}.
 *
 * <p>The same content always gives the same bytes on the same machine. Each file is replaced at
 * once, so a reader never sees half of one. Holds no state and is safe for use by many threads.
 */
public final class ReportWriter {
  /**
   * Writes all files, in the place of older ones.
   *
   * @param folder where to; created if it does not exist
   * @param content what to report
   * @throws ExperimentException if a file cannot be written or this machine cannot draw text
   */
  public void write(Path folder, ReportContent content) {
    Analysis analysis = Analysis.of(content);
    Figure figure = Figure.of(analysis);
    String svg = figure.svg();
    replace(folder, "curves.csv", utf8(CurvesCsv.write(analysis.curves())));
    replace(folder, "summary.json", utf8(SummaryJson.write(analysis)));
    tables(folder, analysis);
    replace(folder, "rmse.svg", utf8(svg));
    replace(folder, "rmse.png", figure.png());
    replace(folder, "report.html", utf8(HtmlReport.write(analysis, svg, Optional.empty())));
  }

  private static void tables(Path folder, Analysis analysis) {
    PaperTable table = PaperTable.of(analysis);
    replace(folder, "summary.csv", utf8(SummaryCsv.write(analysis)));
    replace(folder, "summary.md", utf8(MarkdownTable.write(table)));
    replace(folder, "summary.tex", utf8(LatexTable.write(table)));
    ReportContent content = analysis.content();
    replace(folder, "pairs.csv", utf8(PairsCsv.write(analysis.pairs(), content.intervals())));
    if (!content.reliability().isEmpty()) {
      replace(folder, "calibration.csv", utf8(MeasuredCsv.calibration(analysis)));
    }
    if (!content.asked().isEmpty()) {
      replace(folder, "asked.csv", utf8(MeasuredCsv.asked(analysis)));
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void replace(Path folder, String name, byte[] bytes) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new ExperimentException(
          "Cannot write " + file + ": " + e.getMessage() + ". Is the folder writable?", e);
    }
  }
}
