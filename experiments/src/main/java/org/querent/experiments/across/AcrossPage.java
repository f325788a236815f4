package org.querent.experiments.across;

import com.samskivert.mustache.Mustache;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.Counted;
import org.querent.experiments.report.Finding;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.page.PageParts;

/**
 * The report of several experiments as one page that needs no network, under the policy that the
 * page of one experiment has.
 */
final class AcrossPage {
  private AcrossPage() {}

  /**
   * What the template shows; the names are those of its tags. What may be missing is a list, as the
   * template takes an empty one for nothing, but not an empty {@code Optional}.
   */
  private record Page(
      String title,
      String datasets,
      Finding finding,
      List<AcrossTables.Facts> experiments,
      boolean relative,
      List<Ranking> ranking,
      List<AcrossTables.Table> results,
      String policy,
      String data,
      String css,
      List<String> scripts) {}

  /** How the strategies do against each other. */
  private record Ranking(
      AcrossTables.Table ranks,
      AcrossTables.Table records,
      String measure,
      List<Difference> difference) {}

  private record Difference(String p, String size, List<String> svg) {}

  static String write(AcrossAnalysis analysis, Optional<String> svg) {
    List<String> scripts =
        Stream.concat(
                PageParts.figureScripts(),
                Stream.of(PageParts.script(AcrossPage.class, "across.js")))
            .toList();
    Page page =
        new Page(
            Counted.of(analysis.experiments().size(), "experiment") + " side by side",
            analysis.experiments().stream()
                .map(e -> e.content().datasetDescription())
                .distinct()
                .collect(Collectors.joining("; ")),
            AcrossFinding.of(analysis),
            AcrossTables.experiments(analysis),
            analysis.analyses().stream().anyMatch(a -> a.relative().size() > 1),
            ranking(analysis, svg),
            AcrossTables.results(analysis),
            PageParts.policy(scripts),
            AcrossData.write(analysis),
            PageParts.css() + PageParts.text(AcrossPage.class, "across.css"),
            scripts);
    return Mustache.compiler()
        .withEscaper(Texts::inHtml)
        .compile(PageParts.text(AcrossPage.class, "across.mustache"))
        .execute(page);
  }

  private static List<Ranking> ranking(AcrossAnalysis analysis, Optional<String> svg) {
    if (analysis.across().strategies().size() < 2) {
      return List.of();
    }
    return List.of(
        new Ranking(
            AcrossTables.ranks(analysis),
            AcrossTables.records(analysis),
            analysis.measureName(),
            analysis
                .across()
                .criticalDifference()
                .map(
                    d ->
                        new Difference(
                            Numbers.p(d.pValue()),
                            Numbers.ratio(d.difference()),
                            svg.stream()
                                .map(text -> text.substring(text.indexOf("<svg")))
                                .toList()))
                .stream()
                .toList()));
  }
}
