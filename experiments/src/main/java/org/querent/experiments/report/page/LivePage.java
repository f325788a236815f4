package org.querent.experiments.report.page;

import com.samskivert.mustache.Mustache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Charts;

/**
 * A page that keeps itself up to date: it asks whoever serves it, at {@code state} beside itself,
 * how far the experiment is, and fetches itself anew when there is more to show. A page in itself;
 * immutable.
 *
 * <p>What the answers to {@code state} hold is in {@code live.js}. In the fresh page every element
 * with {@code data-live} takes the place of that of the same name in the old one, and the document
 * hears {@code querent:data}, with the data of the figures.
 *
 * @param html the page
 * @param policy its content security policy, for the header: it names the scripts by their hashes,
 *     and lets them ask the page's own origin only
 */
public record LivePage(String html, String policy) {
  static final String SCRIPT = "live.js";

  /** What a live page has beside the report; the names are those of the template's tags. */
  record Part(String css, String bar, String script) {
    static Part of(long version, boolean unfinished) {
      String bar =
          Mustache.compiler()
              .withEscaper(Texts::inHtml)
              .compile(PageParts.text(LivePage.class, "live.mustache"))
              .execute(Map.of("version", version, "unfinished", unfinished));
      return new Part(
          PageParts.text(LivePage.class, "live.css"),
          bar,
          PageParts.script(LivePage.class, SCRIPT));
    }
  }

  /**
   * The report as it is so far.
   *
   * @param version the state that it shows
   * @param unfinished whether it shows a run that is not complete, so that there is no finding yet
   */
  public static LivePage of(ReportContent content, long version, boolean unfinished) {
    Analysis analysis = Analysis.of(content);
    String html =
        HtmlReport.write(
            analysis, Charts.of(analysis), List.of(), Optional.of(Part.of(version, unfinished)));
    return new LivePage(html, HtmlReport.livePolicy(HtmlReport.scripts()));
  }

  /**
   * What there is before the first result.
   *
   * @param title the name of the experiment
   * @param version the state that it shows
   */
  public static LivePage waiting(String title, long version) {
    String policy = HtmlReport.livePolicy(List.of());
    String html =
        Mustache.compiler()
            .withEscaper(Texts::inHtml)
            .compile(PageParts.text(LivePage.class, "waiting.mustache"))
            .execute(
                Map.of(
                    "title",
                    title,
                    "policy",
                    policy,
                    "css",
                    PageParts.css(),
                    "live",
                    Part.of(version, false)));
    return new LivePage(html, policy);
  }
}
