package org.querent.experiments.report.page;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.querent.experiments.report.About;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Finding;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.table.BaselineTable;
import org.querent.experiments.report.table.CalibrationTable;
import org.querent.experiments.report.table.EvaluatorsTable;
import org.querent.experiments.report.table.ForestTable;
import org.querent.experiments.report.table.GainsTable;
import org.querent.experiments.report.table.GroupsTable;
import org.querent.experiments.report.table.ListsTable;
import org.querent.experiments.report.table.MostAskedTable;
import org.querent.experiments.report.table.PairsTable;
import org.querent.experiments.report.table.PromiseTable;
import org.querent.experiments.report.table.StoppingTable;
import org.querent.experiments.report.table.SummaryTable;
import org.querent.experiments.report.table.TuningTable;
import org.querent.experiments.statistics.IntervalMethod;

/**
 * The report as one page that needs no network.
 *
 * <p>Its content security policy allows no request at all and no script but those written here,
 * each named by its hash.
 */
public final class HtmlReport {
  /** What draws the curves, in the order in which they need each other. */
  private static final List<String> CURVE_SCRIPTS =
      List.of("state.js", "baseline.js", "curves.js", "page.js");

  /** What draws the figures further down, when the page has been read. */
  private static final List<String> SCRIPTS =
      List.of("multiples.js", "calibration.js", "promise.js", "asked.js", "stopping.js", "time.js");

  private HtmlReport() {}

  /** What the template shows; the names are those of its tags. */
  private record Page(
      String title,
      About about,
      String dataset,
      String date,
      String verdict,
      Finding finding,
      ForestTable forest,
      SummaryTable table,
      GainsTable gains,
      BaselineTable against,
      PairsTable pairs,
      CalibrationTable calibration,
      PromiseTable promise,
      MostAskedTable most,
      ListsTable lists,
      GroupsTable groups,
      StoppingTable stopping,
      EvaluatorsTable evaluators,
      TuningTable tuning,
      String baseline,
      Axis axis,
      String seeds,
      boolean banded,
      String interval,
      String yaml,
      List<Map.Entry<String, String>> provenance,
      List<Beside> beside,
      String data,
      String css,
      List<String> curveScripts,
      List<String> scripts,
      String policy,
      List<LivePage.Part> live) {}

  /**
   * Writes the page.
   *
   * @param files the names of those that are beside the page
   * @param live what keeps it up to date while somebody serves it
   */
  public static String write(
      Analysis analysis, Charts charts, List<String> files, Optional<LivePage.Part> live) {
    ReportContent content = analysis.content();
    Page page =
        new Page(
            content.title(),
            content.about(),
            content.datasetDescription(),
            content.provenance().getOrDefault("finished", "").replaceFirst("T.*", ""),
            analysis.verdict(),
            analysis.finding(),
            ForestTable.of(analysis),
            SummaryTable.of(analysis),
            GainsTable.of(analysis),
            BaselineTable.of(analysis),
            PairsTable.of(analysis),
            CalibrationTable.of(analysis),
            PromiseTable.of(analysis),
            MostAskedTable.of(analysis),
            ListsTable.of(analysis),
            GroupsTable.of(analysis),
            StoppingTable.of(analysis),
            EvaluatorsTable.of(analysis),
            TuningTable.of(content),
            analysis.baseline().orElse(""),
            content.axis(),
            SummaryTable.seeds(analysis.summaries()),
            analysis.summaries().stream().anyMatch(summary -> summary.seeds() > 1),
            content.intervals() == IntervalMethod.STUDENT ? "Student’s t" : "bootstrap",
            content.resolvedYaml().strip(),
            List.copyOf(content.provenance().entrySet()),
            files.isEmpty() ? List.of() : List.of(Beside.of(files)),
            PageData.write(analysis, charts),
            PageParts.css(),
            curveScripts().toList(),
            scripts(SCRIPTS).toList(),
            live.isPresent() ? livePolicy(scripts()) : PageParts.policy(scripts()),
            live.stream().toList());
    return Mustache.compiler()
        .withEscaper(Texts::inHtml)
        .compile(PageParts.text(HtmlReport.class, "report.mustache"))
        .execute(page);
  }

  /** The scripts of the report. */
  static List<String> scripts() {
    return Stream.concat(curveScripts(), scripts(SCRIPTS)).toList();
  }

  private static Stream<String> curveScripts() {
    return Stream.concat(PageParts.figureScripts(), scripts(CURVE_SCRIPTS));
  }

  private static Stream<String> scripts(List<String> names) {
    return names.stream().map(name -> PageParts.script(HtmlReport.class, name));
  }

  /** The policy that also lets the page ask whoever serves it, with a script that does so. */
  static String livePolicy(List<String> scripts) {
    List<String> all = new ArrayList<>(scripts);
    all.add(PageParts.script(HtmlReport.class, LivePage.SCRIPT));
    return PageParts.policy(all) + "; connect-src 'self'";
  }
}
