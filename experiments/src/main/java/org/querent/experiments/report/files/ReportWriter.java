package org.querent.experiments.report.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.page.HtmlReport;
import org.querent.experiments.report.paper.Paper;
import org.querent.experiments.report.paper.PaperFigure;
import org.querent.experiments.report.table.Bibliography;
import org.querent.experiments.report.table.CurvesCsv;
import org.querent.experiments.report.table.EvaluatorsTable;
import org.querent.experiments.report.table.GainsTable;
import org.querent.experiments.report.table.GroupsTable;
import org.querent.experiments.report.table.LatexTable;
import org.querent.experiments.report.table.ListsTable;
import org.querent.experiments.report.table.MarkdownTable;
import org.querent.experiments.report.table.MeasuredCsv;
import org.querent.experiments.report.table.MostAskedTable;
import org.querent.experiments.report.table.PairsCsv;
import org.querent.experiments.report.table.PaperTable;
import org.querent.experiments.report.table.PromiseTable;
import org.querent.experiments.report.table.SeedsCsv;
import org.querent.experiments.report.table.StoppingTable;
import org.querent.experiments.report.table.SummaryCsv;
import org.querent.experiments.report.table.SummaryJson;
import org.querent.experiments.report.table.TuningTable;

/**
 * Writes the report of an experiment: {@code curves.csv}, {@code summary.json}, {@code
 * report.html}, {@code rmse.svg} and {@code rmse.png}; the summary as {@code summary.csv}, {@code
 * summary.md} and {@code summary.tex}; what was used as {@code references.bib}; all pairs of
 * strategies as {@code pairs.csv}; what models and strategies gain, where there are several models,
 * as {@code gains.csv}, {@code .md} and {@code .tex}; what was delivered of what answers promised
 * as {@code promise.csv}, {@code .md} and {@code .tex}; as far as these were measured, {@code
 * curves-by-seed.csv}, {@code curves-by-answers.csv}, {@code calibration.csv}, {@code asked.csv},
 * {@code groups.csv}, {@code lists.csv}, {@code evaluators.csv}, {@code curves-by-evaluator.csv},
 * {@code stopping.csv}, {@code tuning.csv}, and the items asked about most as {@code
 * most-asked.csv}, {@code .md} and {@code .tex}; and in {@code figures/} all that can be drawn of
 * it as SVG, PNG and PDF.
 *
 * <p>The same content always gives the same bytes on the same machine. Each file is replaced at
 * once, so a reader never sees half of one. Holds no state and is safe for use by many threads.
 */
public final class ReportWriter {
  private static final String FIGURES = "figures";

  /**
   * Writes all files, in the place of older ones, on all cores.
   *
   * @param folder where to; created if it does not exist
   * @param content what to report
   * @return what it finds, in a sentence or more
   * @throws ExperimentException if a file cannot be written or this machine cannot draw text
   */
  public String write(Path folder, ReportContent content) {
    Analysis analysis = Analysis.of(content);
    ReportFolder.make(folder.resolve(FIGURES));
    // To draw and to encode is nearly all of the work, and no file has to do with another.
    files(analysis).parallelStream().forEach(file -> file.write(folder));
    // A terminal breaks no lines at spaces, and need not have those at which none ends.
    return Numbers.breakable(Texts.printable(analysis.finding().sentence()));
  }

  private static List<Entry> files(Analysis analysis) {
    Charts charts = Charts.of(analysis);
    List<PaperFigure> figures = Paper.load().draw(charts.figures());
    List<Entry> files = new ArrayList<>();
    files.add(
        Entry.text(
            "curves.csv", () -> CurvesCsv.write(analysis.curves(), analysis.content().axis())));
    analysis
        .byAnswers()
        .ifPresent(
            answers ->
                files.add(
                    Entry.text(
                        "curves-by-answers.csv",
                        () -> CurvesCsv.write(answers.means(), answers.axis()))));
    files.add(Entry.text("summary.json", () -> SummaryJson.write(analysis)));
    files.addAll(tables(analysis));
    for (PaperFigure figure : figures) {
      // The first is what most readers look for.
      String name = (figure == figures.get(0) ? "" : FIGURES + "/") + figure.name();
      files.add(Entry.text(name + ".svg", figure::svg));
      files.add(new Entry(name + ".png", figure::png));
      files.add(new Entry(FIGURES + "/" + figure.name() + ".pdf", figure::pdf));
    }
    List<String> names = files.stream().map(Entry::name).toList();
    // What takes the longest begins first.
    files.add(
        0,
        Entry.text(
            "report.html", () -> HtmlReport.write(analysis, charts, names, Optional.empty())));
    return files;
  }

  /** What will be in a file of the folder. */
  private record Entry(String name, Supplier<byte[]> content) {
    static Entry text(String name, Supplier<String> text) {
      return new Entry(name, () -> ReportFolder.utf8(text.get()));
    }

    void write(Path folder) {
      ReportFolder.replace(folder, name, content.get());
    }
  }

  private static List<Entry> tables(Analysis analysis) {
    PaperTable table = PaperTable.of(analysis);
    ReportContent content = analysis.content();
    List<Entry> files = new ArrayList<>();
    files.add(Entry.text("summary.csv", () -> SummaryCsv.write(analysis)));
    files.add(Entry.text("summary.md", () -> MarkdownTable.write(table)));
    files.add(Entry.text("summary.tex", () -> LatexTable.write(table)));
    files.add(Entry.text("references.bib", () -> Bibliography.write(analysis)));
    files.add(
        Entry.text(
            "pairs.csv",
            () -> PairsCsv.write(analysis.pairs(), content.axis(), content.intervals())));
    if (!content.runs().isEmpty()) {
      files.add(Entry.text("curves-by-seed.csv", () -> SeedsCsv.write(content.runs())));
    }
    if (!content.reliability().isEmpty()) {
      files.add(Entry.text("calibration.csv", () -> MeasuredCsv.calibration(analysis)));
    }
    if (!content.asked().isEmpty()) {
      files.add(Entry.text("asked.csv", () -> MeasuredCsv.asked(analysis)));
    }
    ListsTable lists = ListsTable.of(analysis);
    if (lists.measured()) {
      files.add(Entry.text("lists.csv", lists::csv));
    }
    EvaluatorsTable evaluators = EvaluatorsTable.of(analysis);
    if (evaluators.measured()) {
      files.add(Entry.text("evaluators.csv", () -> evaluators.csv(analysis)));
      files.add(Entry.text("curves-by-evaluator.csv", evaluators::curvesCsv));
    }
    if (!content.stopping().runs().isEmpty()) {
      files.add(Entry.text("stopping.csv", () -> StoppingTable.csv(analysis)));
    }
    GainsTable gains = GainsTable.of(analysis);
    if (gains.measured()) {
      PaperTable paper = gains.paper(content.title(), content.axis());
      files.add(Entry.text("gains.csv", () -> GainsTable.csv(analysis)));
      files.add(Entry.text("gains.md", () -> MarkdownTable.write(paper)));
      files.add(Entry.text("gains.tex", () -> LatexTable.write(paper)));
    }
    PromiseTable promise = PromiseTable.of(analysis);
    if (promise.measured()) {
      PaperTable paper = promise.paper(content.title());
      files.add(Entry.text("promise.csv", () -> PromiseTable.csv(analysis)));
      files.add(Entry.text("promise.md", () -> MarkdownTable.write(paper)));
      files.add(Entry.text("promise.tex", () -> LatexTable.write(paper)));
    }
    if (!content.tuning().isEmpty()) {
      files.add(Entry.text("tuning.csv", () -> TuningTable.csv(content)));
    }
    GroupsTable.csv(analysis)
        .ifPresent(groups -> files.add(Entry.text("groups.csv", () -> groups)));
    MostAskedTable most = MostAskedTable.of(analysis);
    if (most.measured()) {
      PaperTable paper = most.paper(content.title());
      files.add(Entry.text("most-asked.csv", () -> MeasuredCsv.mostAsked(analysis)));
      files.add(Entry.text("most-asked.md", () -> MarkdownTable.write(paper)));
      files.add(Entry.text("most-asked.tex", () -> LatexTable.write(paper)));
    }
    return files;
  }
}
