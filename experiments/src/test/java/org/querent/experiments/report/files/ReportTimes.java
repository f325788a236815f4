package org.querent.experiments.report.files;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.page.HtmlReport;
import org.querent.experiments.report.page.ReportBrowser;

/**
 * Measures what a large report takes, in a Java that has done nothing else: 20 strategies, 20
 * seeds, 200 points of six metrics. {@code mvn -q -Preport-benchmarks -pl experiments -am
 * process-test-classes}
 */
final class ReportTimes {
  private static final List<String> METRICS =
      List.of("rmse", "mae", "nll", "coverage-90", "cumulative-rating", "pool-variance");
  private static final int VISITS = 5;

  private ReportTimes() {}

  static SampleReport large() {
    List<String> strategies =
        IntStream.range(0, 20).mapToObj(i -> "strategy-with-a-name-" + i).toList();
    return new SampleReport("large", strategies, 20, 200, METRICS);
  }

  /**
   * Measures.
   *
   * @param args the page alone ({@code page}), or all files and the page in a browser
   */
  public static void main(String[] args) throws IOException {
    ReportContent content = large().content();
    Path folder = Files.createDirectories(Path.of("target", "report-times"));
    long before = System.nanoTime();
    if (List.of(args).contains("page")) {
      Analysis analysis = Analysis.of(content);
      String page = HtmlReport.write(analysis, Charts.of(analysis), List.of(), Optional.empty());
      System.out.printf("report.html alone: %.1f s, %,d bytes%n", since(before), page.length());
      return;
    }
    new ReportWriter().write(folder, content);
    System.out.printf("all files: %.1f s%n", since(before));
    try (ReportBrowser browser = ReportBrowser.start()) {
      for (int visit = 0; visit < VISITS; visit++) {
        Path file = folder.resolve("report.html");
        Page page = browser.open(file, "#time-numbers table", new NewContextOptions());
        Object drawn = page.evaluate("performance.getEntriesByName('querent:drawn')[0].startTime");
        System.out.printf("curves drawn after %.2f s%n", ((Number) drawn).doubleValue() / 1000);
        browser.closePages();
      }
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
