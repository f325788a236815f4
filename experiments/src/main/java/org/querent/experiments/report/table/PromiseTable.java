package org.querent.experiments.report.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Promises.Delivered;
import org.querent.experiments.statistics.Interval;

/**
 * Whether answers delivered what the model promised of them, in a line per strategy.
 *
 * @param rows one per strategy that it was measured of
 */
public record PromiseTable(List<Row> rows) {
  /**
   * One strategy; {@code style} is its index among the styles of the figures.
   *
   * @param promised by how much the mean squared error was expected to fall
   * @param delivered by how much it fell
   * @param slope what was delivered of what was promised
   * @param verdict the same in words
   */
  record Row(
      int style,
      String strategy,
      Bounded promised,
      Bounded delivered,
      Bounded slope,
      String verdict,
      int seeds) {}

  /** The strategies under which it was measured. */
  public static PromiseTable of(Analysis analysis) {
    List<String> names = analysis.curves().stream().map(curve -> curve.strategy()).toList();
    return new PromiseTable(
        IntStream.range(0, names.size())
            .boxed()
            .flatMap(
                n ->
                    Optional.ofNullable(analysis.promises().strategies().get(names.get(n)))
                        .map(of -> row(n, analysis.title(names.get(n)), of))
                        .stream())
            .toList());
  }

  private static Row row(int style, String strategy, Delivered of) {
    return new Row(
        style,
        strategy,
        Numbers.ratings(of.end()),
        Numbers.ratings(last(of)),
        Numbers.bounded(of.slope(), Numbers::thousandths),
        verdict(of.slope()),
        of.slope().n());
  }

  private static Interval last(Delivered of) {
    return of.delivered().get(of.delivered().size() - 1);
  }

  private static String verdict(Interval slope) {
    if (!slope.hasBounds()) {
      return "one run";
    } else if (slope.low() > 1) {
      return "more than promised";
    } else if (slope.high() < 1) {
      return "less than promised";
    }
    return "as promised, as far as can be told";
  }

  /** Whether there is anything to show. */
  public boolean measured() {
    return !rows.isEmpty();
  }

  /** This table for a paper. */
  public PaperTable paper(String experiment) {
    return new PaperTable(
        PaperTable.label(experiment) + "-promise",
        experiment + ": what answers promised and what they delivered",
        List.of("Strategy", "Promised", "Delivered", "Slope"),
        rows.stream()
            .map(
                row ->
                    List.of(
                        new Bounded(row.strategy(), ""),
                        row.promised(),
                        row.delivered(),
                        row.slope()))
            .toList(),
        List.of(
            "Promised: by how much the model expected the mean squared error to fall by the answers"
                + " of a run; delivered: by how much it fell on the holdout; slope: what was"
                + " delivered over what was promised, through 0, over the points of each learning"
                + " curve. In brackets 95 % intervals over the seeds."));
  }

  /** A line per strategy, in numbers. */
  public static String csv(Analysis analysis) {
    Csv csv =
        new Csv(
            "strategy",
            "seeds",
            "promised",
            "promised-low",
            "promised-high",
            "delivered",
            "delivered-low",
            "delivered-high",
            "slope",
            "slope-low",
            "slope-high");
    analysis
        .promises()
        .strategies()
        .forEach(
            (strategy, of) -> {
              csv.text(strategy).number(of.slope().n());
              csv.interval(of.end()).interval(last(of)).interval(of.slope()).end();
            });
    return csv.toString();
  }
}
