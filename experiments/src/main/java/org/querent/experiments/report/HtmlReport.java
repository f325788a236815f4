package org.querent.experiments.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.archive.Sha256;
import org.querent.experiments.statistics.IntervalMethod;

/**
 * The report as one page that needs no network.
 *
 * <p>Its content security policy allows no request at all and no script but those written here,
 * each named by its hash.
 */
final class HtmlReport {
  private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

  /** What all pages with figures need. */
  static final List<String> FIGURE_SCRIPTS = List.of(D3, "common.js", "plot.js", "figure.js");

  /** What draws the curves, in the order in which they need each other. */
  private static final List<String> CURVE_SCRIPTS =
      Stream.concat(
              FIGURE_SCRIPTS.stream(), Stream.of("state.js", "baseline.js", "curves.js", "page.js"))
          .toList();

  /** What draws the figures further down, when the page has been read. */
  private static final List<String> SCRIPTS = List.of("calibration.js", "asked.js", "time.js");

  private HtmlReport() {}

  /** What the template shows; the names are those of its tags. */
  private record Page(
      String title,
      String dataset,
      Finding finding,
      SummaryTable table,
      BaselineTable against,
      PairsTable pairs,
      CalibrationTable calibration,
      String baseline,
      Axis axis,
      String seeds,
      boolean banded,
      String interval,
      String yaml,
      List<Map.Entry<String, String>> provenance,
      ChartData.Written written,
      String css,
      List<String> curveScripts,
      List<String> scripts,
      String svg,
      String policy,
      List<LivePage.Part> live) {}

  /**
   * Writes the page.
   *
   * @param live what keeps it up to date while somebody serves it
   */
  static String write(Analysis analysis, String svg, Optional<LivePage.Part> live) {
    ReportContent content = analysis.content();
    Page page =
        new Page(
            content.title(),
            content.datasetDescription(),
            analysis.finding(),
            SummaryTable.of(analysis),
            BaselineTable.of(analysis),
            PairsTable.of(analysis),
            CalibrationTable.of(analysis),
            analysis.baseline().orElse(""),
            content.axis(),
            SummaryTable.seeds(analysis.summaries()),
            analysis.summaries().stream().anyMatch(summary -> summary.seeds() > 1),
            content.intervals() == IntervalMethod.STUDENT ? "Student’s t" : "bootstrap",
            content.resolvedYaml().strip(),
            List.copyOf(content.provenance().entrySet()),
            ChartData.write(analysis),
            resource("report.css"),
            scripts(CURVE_SCRIPTS),
            scripts(SCRIPTS),
            svg.substring(svg.indexOf("<svg")),
            live.isPresent() ? livePolicy(scripts()) : policy(scripts()),
            live.stream().toList());
    return Mustache.compiler()
        .withEscaper(Texts::inHtml)
        .compile(resource("report.mustache"))
        .execute(page);
  }

  /** The scripts of the report. */
  static List<String> scripts() {
    return Stream.of(CURVE_SCRIPTS, SCRIPTS).flatMap(names -> scripts(names).stream()).toList();
  }

  private static List<String> scripts(List<String> names) {
    return names.stream().map(HtmlReport::script).toList();
  }

  /** Allows a page these scripts, and nothing else. */
  static String policy(List<String> scripts) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'"
        + scripts.stream()
            .map(script -> "'sha256-" + hash(script) + "'")
            .collect(Collectors.joining(" ", "; script-src ", ""));
  }

  /** The same, and to ask whoever serves it, with a script that does so. */
  static String livePolicy(List<String> scripts) {
    List<String> all = new ArrayList<>(scripts);
    all.add(script(LivePage.SCRIPT));
    return policy(all) + "; connect-src 'self'";
  }

  static String script(String name) {
    String script = resource(name);
    if (script.contains("</script") || script.contains("<!--")) {
      throw new IllegalStateException(name + " cannot be put inside a page");
    }
    return script;
  }

  static String resource(String name) {
    try (InputStream file = HtmlReport.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      // A browser hashes a script after it made all line ends alike.
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the class path", e);
    }
  }

  private static String hash(String script) {
    return Base64.getEncoder().encodeToString(Sha256.of(script.getBytes(StandardCharsets.UTF_8)));
  }
}
