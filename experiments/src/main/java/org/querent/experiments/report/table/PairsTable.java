package org.querent.experiments.report.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

/**
 * Every strategy against every other as texts, for the page.
 *
 * @param rows of the matrix, one per strategy
 * @param pairs each pair once
 * @param ranked whether some pair has seeds enough for a signed-rank test
 * @param fewSeeds whether some pair has too few seeds to call a difference significant
 */
public record PairsTable(List<Row> rows, List<Pair> pairs, boolean ranked, boolean fewSeeds) {
  /** One strategy against each; {@code style} is its index among the styles of the figures. */
  record Row(int number, int style, String strategy, List<Cell> cells) {}

  /** One strategy against one: the seeds in which it wins, ties and loses. */
  record Cell(String text, boolean better, boolean worse) {}

  /** All numbers of one pair. */
  record Pair(
      String first,
      String second,
      int seeds,
      String record,
      Bounded aulc,
      String pAulc,
      String pAulcRanks,
      Bounded rmse,
      String pRmse) {}

  /** Every strategy against every other, and the numbers of each pair. */
  public static PairsTable of(Analysis analysis) {
    List<PairwiseComparison> pairs = analysis.pairs();
    List<String> names = analysis.curves().stream().map(curve -> curve.strategy()).toList();
    List<Row> rows =
        IntStream.range(0, names.size()).mapToObj(i -> row(i, names, analysis)).toList();
    return new PairsTable(
        rows,
        pairs.stream().map(pair -> pair(pair, analysis)).toList(),
        pairs.stream().anyMatch(pair -> pair.aulc().signedRank().isPresent()),
        pairs.stream().anyMatch(PairwiseComparison::fewSeeds));
  }

  private static Row row(int index, List<String> names, Analysis analysis) {
    String name = names.get(index);
    List<Cell> cells =
        names.stream()
            .map(other -> cell(PairwiseComparison.find(analysis.pairs(), name, other)))
            .toList();
    return new Row(index + 1, index, analysis.title(name), cells);
  }

  private static Cell cell(Optional<PairwiseComparison> pair) {
    if (pair.isEmpty()) {
      return new Cell("", false, false);
    }
    Verdict verdict = pair.get().verdict();
    return new Cell(record(pair.get()), verdict == Verdict.BETTER, verdict == Verdict.WORSE);
  }

  private static String record(PairwiseComparison pair) {
    return pair.wins() + "/" + pair.ties() + "/" + pair.losses();
  }

  private static Pair pair(PairwiseComparison pair, Analysis analysis) {
    double error =
        analysis.summaries().stream()
            .filter(summary -> summary.strategy().equals(pair.first()))
            .mapToDouble(summary -> summary.finalRmse().mean())
            .findFirst()
            .orElseThrow();
    return new Pair(
        analysis.title(pair.first()),
        analysis.title(pair.second()),
        pair.seeds(),
        record(pair),
        Numbers.differences(pair.aulc().interval(), error),
        Numbers.corrected(pair.aulc().tTest()),
        Numbers.corrected(pair.aulc().signedRank()),
        Numbers.differences(pair.finalRmse().interval(), error),
        Numbers.corrected(pair.finalRmse().tTest()));
  }
}
