package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.folder.DetailsReader.Item;
import org.querent.experiments.folder.DetailsReader.MostAsked;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;

/**
 * The items that each strategy asked about most, as texts, over all seeds.
 *
 * @param strategies those of which it was measured, in the order of the curves
 * @param answersLack whether a question about one of the items was not answered
 */
public record MostAskedTable(List<Strategy> strategies, boolean answersLack) {
  /** One strategy; {@code style} is its index among the styles of the figures. */
  record Strategy(int style, String strategy, List<Row> items) {}

  /**
   * One item.
   *
   * @param number its rank, from 1
   * @param name its title, or its id where it has none
   * @param share which part of all queries of the strategy
   */
  record Row(int number, String name, String asked, String share, String unanswered) {}

  /** The strategies whose runs tell what they asked about. */
  public static MostAskedTable of(Analysis analysis) {
    ReportContent content = analysis.content();
    List<String> names = analysis.curves().stream().map(curve -> curve.strategy()).toList();
    return new MostAskedTable(
        IntStream.range(0, names.size())
            .filter(i -> content.items().containsKey(names.get(i)))
            .mapToObj(
                i -> new Strategy(i, analysis.title(names.get(i)), rows(names.get(i), content)))
            .toList(),
        content.items().values().stream()
            .flatMap(most -> most.items().stream())
            .anyMatch(item -> item.unanswered() > 0));
  }

  private static List<Row> rows(String strategy, ReportContent content) {
    MostAsked most = content.items().get(strategy);
    return IntStream.range(0, most.items().size())
        .mapToObj(i -> row(i + 1, most.items().get(i), most.queries(), content))
        .toList();
  }

  private static Row row(int number, Item item, long queries, ReportContent content) {
    String name = content.titles().getOrDefault(item.id(), "item " + item.id());
    return new Row(
        number,
        Texts.label(name),
        Numbers.count(item.asked()),
        Numbers.percent(100.0 * item.asked() / queries),
        Numbers.count(item.unanswered()));
  }

  /** Whether there is anything to show. */
  public boolean measured() {
    return !strategies.isEmpty();
  }

  /** This table for a paper: a line that names a strategy, and below it one for each item. */
  public PaperTable paper(String experiment) {
    List<String> columns = new ArrayList<>(List.of("Item", "Asked", "Share"));
    if (answersLack) {
      columns.add("Unanswered");
    }
    List<List<Bounded>> rows = new ArrayList<>();
    for (Strategy strategy : strategies) {
      rows.add(row(columns.size(), strategy.strategy(), "", "", ""));
      for (Row item : strategy.items()) {
        String name = item.number() + ". " + item.name();
        rows.add(row(columns.size(), name, item.asked(), item.share(), item.unanswered()));
      }
    }
    return new PaperTable(
        PaperTable.label(experiment) + "-most-asked",
        experiment + ": the items asked about most",
        List.copyOf(columns),
        List.copyOf(rows),
        List.of("Over all seeds; the share is that of all queries of the strategy."));
  }

  private static List<Bounded> row(int width, String... cells) {
    return Stream.of(cells).limit(width).map(cell -> new Bounded(cell, "")).toList();
  }
}
