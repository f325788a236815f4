package org.querent.experiments.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.PValue;

/**
 * Every strategy against every other as texts, for the page.
 *
 * @param rows of the matrix, one per strategy
 * @param pairs each pair once
 * @param fewSeeds whether some pair has too few seeds to call a difference significant
 */
record PairsTable(List<Row> rows, List<Pair> pairs, boolean fewSeeds) {
  private static final String NONE = "–";

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
      Bounded rmse,
      String pRmse,
      String pRmseCorrected,
      String pSignedRankCorrected,
      Bounded aulc,
      String pAulcCorrected) {}

  static PairsTable of(Analysis analysis) {
    List<PairwiseComparison> pairs = analysis.pairs();
    List<String> names = analysis.curves().stream().map(curve -> curve.strategy()).toList();
    List<Row> rows =
        IntStream.range(0, names.size()).mapToObj(i -> row(i, names, analysis)).toList();
    return new PairsTable(
        rows,
        pairs.stream().map(pair -> pair(pair, analysis)).toList(),
        pairs.stream().anyMatch(PairwiseComparison::fewSeeds));
  }

  private static Row row(int index, List<String> names, Analysis analysis) {
    String name = names.get(index);
    List<Cell> cells =
        names.stream().map(other -> cell(find(analysis.pairs(), name, other))).toList();
    return new Row(index + 1, index, analysis.title(name), cells);
  }

  /** A pair as the first of the two sees it. */
  private static Optional<PairwiseComparison> find(
      List<PairwiseComparison> pairs, String first, String second) {
    return pairs.stream()
        .filter(p -> p.first().equals(first) && p.second().equals(second))
        .findFirst()
        .or(
            () ->
                pairs.stream()
                    .filter(p -> p.first().equals(second) && p.second().equals(first))
                    .map(PairwiseComparison::swapped)
                    .findFirst());
  }

  private static Cell cell(Optional<PairwiseComparison> pair) {
    if (pair.isEmpty()) {
      return new Cell("", false, false);
    }
    double difference = pair.get().finalRmse().interval().mean();
    boolean significant = pair.get().significant();
    return new Cell(
        record(pair.get()), significant && difference < 0, significant && difference > 0);
  }

  private static String record(PairwiseComparison pair) {
    return pair.wins() + "/" + pair.ties() + "/" + pair.losses();
  }

  private static Pair pair(PairwiseComparison pair, Analysis analysis) {
    return new Pair(
        analysis.title(pair.first()),
        analysis.title(pair.second()),
        pair.seeds(),
        record(pair),
        Numbers.bounded(pair.finalRmse().interval(), Numbers::difference),
        p(pair.finalRmse().tTest(), PValue::raw),
        p(pair.finalRmse().tTest(), PValue::corrected),
        p(pair.finalRmse().signedRank(), PValue::corrected),
        Numbers.bounded(pair.aulc().interval(), Numbers::difference),
        p(pair.aulc().tTest(), PValue::corrected));
  }

  private static String p(Optional<PValue> test, Function<PValue, Double> value) {
    return test.map(value).map(Numbers::pValue).orElse(NONE);
  }
}
