package org.querent.experiments.across;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.table.SummaryTable;
import org.querent.experiments.statistics.AcrossExperiments;
import org.querent.experiments.statistics.AcrossExperiments.WinTieLoss;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/** The tables of several experiments as texts, for the page. */
final class AcrossTables {
  private AcrossTables() {}

  /** A strategy at the head of a column; {@code style} is its index among the styles. */
  record Column(String strategy, int style) {}

  /** A row under its head. */
  record Row(String name, int style, List<Cell> cells) {}

  /** A text, and whether it is the best of its row. */
  record Cell(String text, boolean best) {}

  /** A table with a title; {@code last} holds no row or one, which sums the others up. */
  record Table(String id, String title, List<Column> columns, List<Row> rows, List<Row> last) {}

  /** What there is to know of an experiment. */
  record Facts(
      String name,
      String dataset,
      String protocol,
      String seeds,
      String queries,
      String version,
      String date) {}

  static List<Facts> experiments(AcrossAnalysis analysis) {
    List<Facts> facts = new ArrayList<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      PlayedExperiment played = analysis.experiments().get(n);
      facts.add(
          new Facts(
              analysis.names().get(n),
              played.content().datasetDescription(),
              played.setting("protocol"),
              played.setting("seeds"),
              number(played.setting("queries.budget"))
                  + ", "
                  + number(played.setting("queries.batch"))
                  + " at a time",
              played.fact("querent"),
              played.fact("finished").replaceFirst("T.*", "")));
    }
    return facts;
  }

  /** A setting, its thousands parted if it is a whole number. */
  private static String number(String setting) {
    return setting.matches("[0-9]{1,18}") ? Numbers.count(Long.parseLong(setting)) : setting;
  }

  static List<Table> results(AcrossAnalysis analysis) {
    List<Column> columns = columns(analysis, analysis.labels());
    return List.of(
        table(
            "final",
            "Final RMSE",
            analysis,
            columns,
            s -> Numbers.interval(s.finalRmse()),
            s -> s.finalRmse().mean()),
        table(
            "aulc",
            "Area under the learning curve",
            analysis,
            columns,
            s -> Numbers.interval(s.aulc()),
            s -> s.aulc().mean()),
        table(
            "saving",
            "Saved on the way to the baseline’s final RMSE",
            analysis,
            columns,
            SummaryTable::saving,
            s ->
                s.end()
                    .filter(TargetReached::isSavingCertain)
                    .map(end -> 0 - end.savingPercent().orElseThrow())
                    .orElse(Double.POSITIVE_INFINITY)));
  }

  private static List<Column> columns(AcrossAnalysis analysis, List<String> labels) {
    return labels.stream().map(l -> new Column(l, analysis.labels().indexOf(l))).toList();
  }

  private static Table table(
      String id,
      String title,
      AcrossAnalysis analysis,
      List<Column> columns,
      Function<StrategySummary, String> text,
      ToDoubleFunction<StrategySummary> key) {
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      List<StrategySummary> summaries = analysis.analyses().get(n).summaries();
      List<StrategySummary> fair = analysis.analyses().get(n).fair();
      // As on the page of the experiment: at different ends nothing is the best.
      boolean comparable =
          fair.size() > 1
              && fair.stream().mapToInt(StrategySummary::queries).distinct().count() == 1;
      double best = fair.stream().mapToDouble(key).min().orElse(Double.NaN);
      List<Cell> cells =
          columns.stream()
              .map(
                  column ->
                      summaries.stream()
                          .filter(s -> s.strategy().equals(column.strategy()))
                          .findFirst()
                          .map(
                              s ->
                                  new Cell(
                                      text.apply(s),
                                      comparable
                                          && fair.contains(s)
                                          && Double.isFinite(best)
                                          && key.applyAsDouble(s) == best))
                          .orElse(new Cell("", false)))
              .toList();
      rows.add(new Row(analysis.names().get(n), -1, cells));
    }
    return new Table(id, title, columns, rows, List.of());
  }

  /** The ranks of the strategies that all experiments have, the best first. */
  static Table ranks(AcrossAnalysis analysis) {
    AcrossExperiments across = analysis.across();
    List<Integer> order = order(across);
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      List<Double> ranks = across.ranks().get(n);
      rows.add(
          new Row(
              analysis.names().get(n),
              -1,
              order.stream().map(s -> new Cell(rank(ranks.get(s)), ranks.get(s) == 1)).toList()));
    }
    List<Cell> means =
        order.stream().map(s -> new Cell(Numbers.ratio(across.meanRank(s)), false)).toList();
    return new Table(
        "ranks",
        "Ranks by " + analysis.measureName(),
        columns(analysis, order.stream().map(across.strategies()::get).toList()),
        rows,
        List.of(new Row("Mean rank", -1, means)));
  }

  private static String rank(double rank) {
    return rank == Math.rint(rank) ? Numbers.count(rank) : Numbers.ratio(rank);
  }

  /** How each strategy did against each other, the best first. */
  static Table records(AcrossAnalysis analysis) {
    AcrossExperiments across = analysis.across();
    List<Integer> order = order(across);
    List<Row> rows =
        order.stream()
            .map(
                row ->
                    new Row(
                        across.strategies().get(row),
                        analysis.labels().indexOf(across.strategies().get(row)),
                        order.stream()
                            .map(
                                column ->
                                    record(across.records().get(row).get(column), row, column))
                            .toList()))
            .toList();
    return new Table(
        "records",
        "Wins, ties and losses",
        columns(analysis, order.stream().map(across.strategies()::get).toList()),
        rows,
        List.of());
  }

  private static Cell record(WinTieLoss record, int row, int column) {
    return row == column
        ? new Cell("", false)
        : new Cell(
            String.format(
                Locale.ROOT, "%,d / %,d / %,d", record.wins(), record.ties(), record.losses()),
            record.wins() > record.losses());
  }

  private static List<Integer> order(AcrossExperiments across) {
    return IntStream.range(0, across.strategies().size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(across::meanRank)
                .thenComparing(across.strategies()::get))
        .toList();
  }
}
