package org.querent.experiments.report.table;

import java.util.List;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/**
 * All strategies against the baseline as texts, for the page.
 *
 * @param rows one per strategy that shares a seed with the baseline, which itself is left out
 * @param targets what the columns of queries to a target are
 * @param reached one per strategy: the queries to each target
 * @param ranked whether there are seeds enough for a signed-rank test
 * @param fewSeeds whether there are too few seeds to trust a p value
 */
public record BaselineTable(
    List<Row> rows, List<Target> targets, List<Reached> reached, boolean ranked, boolean fewSeeds) {
  private static final String NONE = "–";
  private static final Bounded UNKNOWN = new Bounded(NONE, "");

  /** One strategy; {@code style} is its index among the styles of the figures. */
  record Row(
      int style,
      String strategy,
      Bounded aulc,
      String pAulc,
      String pAulcRanks,
      Bounded deficiency,
      Bounded rmse,
      String pRmse,
      int seeds) {}

  /** An error of the baseline after a part of its queries. */
  record Target(String part, String rmse, String queries) {}

  /** The queries of one strategy to each target. */
  record Reached(int style, String strategy, boolean isBaseline, List<Cell> cells) {}

  /**
   * The queries to a target, their interval, and how many fewer they are than the baseline's, if
   * that is certain.
   */
  record Cell(String queries, String bounds, String saving) {}

  /** The strategies that have a seed in common with the baseline; empty without one. */
  public static BaselineTable of(Analysis analysis) {
    List<StrategySummary> all = analysis.summaries();
    List<Row> rows =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).relative().isPresent())
            .mapToObj(i -> row(i, all.get(i), analysis))
            .toList();
    List<Target> targets =
        all.stream()
            .filter(s -> analysis.baseline().filter(s.strategy()::equals).isPresent())
            .flatMap(summary -> summary.targets().stream())
            .map(BaselineTable::target)
            .toList();
    List<Reached> reached =
        IntStream.range(0, all.size())
            .filter(i -> !all.get(i).targets().isEmpty())
            .mapToObj(i -> reached(i, all.get(i), analysis))
            .toList();
    boolean fewSeeds =
        all.stream()
            .flatMap(summary -> summary.relative().stream())
            .anyMatch(difference -> difference.seeds() < PairwiseComparison.FEW_SEEDS);
    boolean ranked =
        all.stream()
            .flatMap(summary -> summary.relative().stream())
            .anyMatch(difference -> difference.aulc().signedRank().isPresent());
    return new BaselineTable(rows, targets, reached, ranked, fewSeeds);
  }

  private static Row row(int index, StrategySummary summary, Analysis analysis) {
    BaselineDifference difference = summary.relative().orElseThrow();
    return new Row(
        index,
        analysis.title(summary.strategy()),
        difference
            .aulcPercent()
            .map(interval -> Numbers.bounded(interval, Numbers::percentMore))
            .orElse(UNKNOWN),
        Numbers.corrected(difference.aulc().tTest()),
        Numbers.corrected(difference.aulc().signedRank()),
        difference
            .deficiency()
            .map(interval -> Numbers.bounded(interval, Numbers::ratio))
            .orElse(UNKNOWN),
        Numbers.differences(difference.finalRmse().interval(), summary.finalRmse().mean()),
        Numbers.corrected(difference.finalRmse().tTest()),
        difference.seeds());
  }

  private static Target target(TargetReached target) {
    return new Target(
        Numbers.inPercent(Numbers.count(100 * target.fraction())),
        Numbers.rating(target.rmse()),
        Numbers.count(target.baselineQueries()));
  }

  private static Reached reached(int index, StrategySummary summary, Analysis analysis) {
    return new Reached(
        index,
        analysis.title(summary.strategy()),
        analysis.baseline().filter(summary.strategy()::equals).isPresent(),
        summary.targets().stream().map(BaselineTable::cell).toList());
  }

  private static Cell cell(TargetReached target) {
    Bounded queries = SummaryTable.queries(target);
    return new Cell(
        queries.mean(),
        queries.bounds(),
        target.isSavingCertain()
            ? Numbers.percentMore(0 - target.savingPercent().getAsDouble())
            : "");
  }
}
