package org.querent.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.report.figure.Figure;

/**
 * Writes the report of an experiment: {@code curves.csv}, {@code summary.json}, {@code
 * report.html}, {@code rmse.svg} and {@code rmse.png}; the summary as {@code summary.csv}, {@code
 * summary.md} and {@code summary.tex}; all pairs of strategies as {@code pairs.csv}; as far as
 * these were measured, {@code calibration.csv} and {@code asked.csv}; and in {@code figures/} all
 * that can be drawn of it as SVG, PNG and PDF.
 *
 * <p>The same content always gives the same bytes on the same machine. Each file is replaced at
 * once, so a reader never sees half of one. Holds no state and is safe for use by many threads.
 */
public final class ReportWriter {
  private static final String FIGURES = "figures";

  /**
   * Writes all files, in the place of older ones, on all cores. Figures that an older report drew
   * and this one does not are deleted.
   *
   * @param folder where to; created if it does not exist
   * @param content what to report
   * @return what it finds, in a sentence or more
   * @throws ExperimentException if a file cannot be written or this machine cannot draw text
   */
  public String write(Path folder, ReportContent content) {
    Analysis analysis = Analysis.of(content);
    List<Figure> figures = Figures.of(analysis);
    make(folder.resolve(FIGURES));
    try {
      OldFigures.delete(folder.resolve(FIGURES), figures);
    } catch (IOException e) {
      throw failure(folder.resolve(FIGURES), e);
    }
    // To draw and to encode is nearly all of the work, and no file has to do with another.
    files(analysis, figures).parallelStream().forEach(file -> file.write(folder));
    return Texts.printable(analysis.finding().sentence());
  }

  private static List<Entry> files(Analysis analysis, List<Figure> figures) {
    Figure rmse = figures.get(0);
    List<Entry> files = new ArrayList<>();
    files.add(
        Entry.text("report.html", () -> HtmlReport.write(analysis, rmse.svg(), Optional.empty())));
    files.add(
        Entry.text(
            "curves.csv", () -> CurvesCsv.write(analysis.curves(), analysis.content().axis())));
    files.add(Entry.text("summary.json", () -> SummaryJson.write(analysis)));
    files.addAll(tables(analysis));
    files.add(Entry.text("rmse.svg", rmse::svg));
    files.add(new Entry("rmse.png", rmse::png));
    files.add(new Entry(FIGURES + "/rmse.pdf", rmse::pdf));
    for (Figure figure : figures.subList(1, figures.size())) {
      String name = FIGURES + "/" + figure.name();
      files.add(Entry.text(name + ".svg", figure::svg));
      files.add(new Entry(name + ".png", figure::png));
      files.add(new Entry(name + ".pdf", figure::pdf));
    }
    return files;
  }

  /** What will be in a file of the folder. */
  private record Entry(String name, Supplier<byte[]> content) {
    static Entry text(String name, Supplier<String> text) {
      return new Entry(name, () -> utf8(text.get()));
    }

    void write(Path folder) {
      replace(folder, name, content.get());
    }
  }

  private static List<Entry> tables(Analysis analysis) {
    PaperTable table = PaperTable.of(analysis);
    ReportContent content = analysis.content();
    List<Entry> files = new ArrayList<>();
    files.add(Entry.text("summary.csv", () -> SummaryCsv.write(analysis)));
    files.add(Entry.text("summary.md", () -> MarkdownTable.write(table)));
    files.add(Entry.text("summary.tex", () -> LatexTable.write(table)));
    files.add(
        Entry.text(
            "pairs.csv",
            () -> PairsCsv.write(analysis.pairs(), content.axis(), content.intervals())));
    if (!content.reliability().isEmpty()) {
      files.add(Entry.text("calibration.csv", () -> MeasuredCsv.calibration(analysis)));
    }
    if (!content.asked().isEmpty()) {
      files.add(Entry.text("asked.csv", () -> MeasuredCsv.asked(analysis)));
    }
    return files;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Makes a folder before anything is written into it: one that is deleted meanwhile does not come
   * back with the rest of its files.
   */
  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  static void replace(Path folder, String name, byte[] bytes) {
    Path file = folder.resolve(name);
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static ExperimentException failure(Path file, IOException e) {
    return new ExperimentException(
        "Cannot write " + file + ": " + e.getMessage() + ". Is the folder writable?", e);
  }
}
