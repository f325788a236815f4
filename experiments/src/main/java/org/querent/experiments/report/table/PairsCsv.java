package org.querent.experiments.report.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.PairwiseComparison.PValue;

/** All pairs of strategies, a line each; differences are first minus second. */
public final class PairsCsv {
  private PairsCsv() {}

  /** The table as a file's text, with differences, bounds and p values in full precision. */
  public static String write(List<PairwiseComparison> pairs, Axis axis, IntervalMethod method) {
    Csv csv =
        new Csv(
            "first",
            "second",
            "seeds",
            "few-seeds",
            axis.word(),
            "wins",
            "ties",
            "losses",
            "verdict",
            "interval",
            "final-rmse-difference",
            "final-rmse-difference-low",
            "final-rmse-difference-high",
            "p-final-rmse-paired-t",
            "p-final-rmse-paired-t-holm",
            "p-final-rmse-signed-rank",
            "p-final-rmse-signed-rank-holm",
            "aulc-difference",
            "aulc-difference-low",
            "aulc-difference-high",
            "p-aulc-paired-t",
            "p-aulc-paired-t-holm",
            "p-aulc-signed-rank",
            "p-aulc-signed-rank-holm");
    for (PairwiseComparison pair : pairs) {
      csv.text(pair.first()).text(pair.second()).number(pair.seeds());
      csv.text(Boolean.toString(pair.fewSeeds())).number(pair.queries());
      csv.number(pair.wins()).number(pair.ties()).number(pair.losses());
      csv.text(Texts.name(pair.verdict()));
      csv.text(Texts.name(method));
      append(csv, pair.finalRmse());
      append(csv, pair.aulc());
      csv.end();
    }
    return csv.toString();
  }

  private static void append(Csv csv, Difference difference) {
    csv.interval(difference.interval());
    append(csv, difference.tTest());
    append(csv, difference.signedRank());
  }

  /** A p value and the corrected one. */
  static void append(Csv csv, Optional<PValue> p) {
    OptionalDouble none = OptionalDouble.empty();
    csv.number(p.map(value -> OptionalDouble.of(value.raw())).orElse(none));
    csv.number(p.map(value -> OptionalDouble.of(value.corrected())).orElse(none));
  }
}
