package org.querent.experiments.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The report as one page that needs no network.
 *
 * <p>Its content security policy allows no request at all and no script but the two written here,
 * each named by its hash.
 */
final class HtmlReport {
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

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
      String echartsHash,
      String script,
      String scriptHash,
      String svg) {}

  static String write(Analysis analysis, String svg) {
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
            hash(echarts),
            script,
            hash(script),
            svg.substring(svg.indexOf("<svg")));
    return Mustache.compiler().compile(resource("report.mustache")).execute(page);
  }

  private static String script(String name) {
    String script = resource(name);
    if (script.contains("</script") || script.contains("<!--")) {
      throw new IllegalStateException(name + " cannot be put inside a page");
    }
    return script;
  }

  private static String resource(String name) {
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
