package org.querent.experiments.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report as one page that needs no network.
 *
 * <p>Its content security policy allows no request at all and no script but the two written here,
 * each named by its hash.
 */
final class HtmlReport {
  static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private HtmlReport() {}

  /** What the template shows; the names are those of its tags. */
  private record Page(
      String title,
      String dataset,
      Finding finding,
      SummaryTable table,
      boolean relative,
      String baseline,
      String seeds,
      boolean banded,
      String yaml,
      List<Map.Entry<String, String>> provenance,
      String data,
      String css,
      String echarts,
      String script,
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
    String echarts = script(ECHARTS);
    String script = script("report.js");
    Page page =
        new Page(
            content.title(),
            content.datasetDescription(),
            analysis.finding(),
            SummaryTable.of(analysis),
            analysis.relative().size() > 1,
            analysis.baseline().orElse(""),
            SummaryTable.seeds(analysis.summaries()),
            analysis.summaries().stream().anyMatch(summary -> summary.seeds() > 1),
            content.resolvedYaml().strip(),
            List.copyOf(content.provenance().entrySet()),
            ChartData.write(analysis),
            resource("report.css"),
            echarts,
            script,
            svg.substring(svg.indexOf("<svg")),
            policy(live.isPresent(), scripts()),
            live.stream().toList());
    return Mustache.compiler().compile(resource("report.mustache")).execute(page);
  }

  /** The scripts of the report. */
  static String[] scripts() {
    return new String[] {script(ECHARTS), script("report.js")};
  }

  /**
   * Allows a page these scripts.
   *
   * @param live whether a page may also ask whoever serves it, with a script that does so
   */
  static String policy(boolean live, String... scripts) {
    List<String> allowed = new ArrayList<>(List.of(scripts));
    if (live) {
      allowed.add(script(LivePage.SCRIPT));
    }
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'"
        + (live ? "; connect-src 'self'" : "")
        + allowed.stream()
            .map(script -> "'sha256-" + hash(script) + "'")
            .collect(Collectors.joining(" ", "; script-src ", ""));
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
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
