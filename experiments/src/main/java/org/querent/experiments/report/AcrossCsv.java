package org.querent.experiments.report;

import java.util.List;
import java.util.OptionalDouble;
import org.querent.experiments.statistics.AcrossExperiments;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.Measure;
import org.querent.experiments.statistics.StrategySummary;

/** What several experiments gave as comma-separated values (RFC 4180), in full precision. */
final class AcrossCsv {
  private AcrossCsv() {}

  /** A row for each strategy of each experiment. */
  static String results(AcrossAnalysis analysis) {
    StringBuilder csv =
        new StringBuilder(
            "experiment,strategy,cheats,seeds,queries,final-rmse,final-rmse-low,final-rmse-high,"
                + "aulc,aulc-low,aulc-high,saving-percent\n");
    for (int n = 0; n < analysis.experiments().size(); n++) {
      ReportContent content = analysis.experiments().get(n).content();
      for (StrategySummary summary : analysis.analyses().get(n).summaries()) {
        csv.append(CurvesCsv.quote(analysis.names().get(n))).append(',');
        csv.append(CurvesCsv.quote(summary.strategy())).append(',');
        csv.append(content.bounds().contains(summary.strategy())).append(',');
        csv.append(summary.seeds()).append(',').append(summary.queries()).append(',');
        csv.append(interval(summary.finalRmse())).append(',');
        csv.append(interval(summary.aulc())).append(',');
        csv.append(number(summary.savingPercent())).append('\n');
      }
    }
    return csv.toString();
  }

  /** A row for each strategy that all experiments have, in each of them. */
  static String ranks(AcrossAnalysis analysis) {
    AcrossExperiments across = analysis.across();
    String measure = across.measure() == Measure.AULC ? "aulc" : "final-rmse";
    StringBuilder csv = new StringBuilder("experiment,strategy," + measure + ",rank,mean-rank\n");
    for (int n = 0; n < across.ranks().size(); n++) {
      List<String> strategies = across.strategies();
      for (int s = 0; s < strategies.size(); s++) {
        csv.append(CurvesCsv.quote(analysis.names().get(n))).append(',');
        csv.append(CurvesCsv.quote(strategies.get(s))).append(',');
        csv.append(across.values().get(n).get(s)).append(',');
        csv.append(across.ranks().get(n).get(s)).append(',');
        csv.append(across.meanRank(s)).append('\n');
      }
    }
    return csv.toString();
  }

  private static String interval(Interval interval) {
    return interval.hasBounds()
        ? interval.mean() + "," + interval.low() + "," + interval.high()
        : interval.mean() + ",,";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }
}
