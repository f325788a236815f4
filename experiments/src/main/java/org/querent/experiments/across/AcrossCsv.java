package org.querent.experiments.across;

import java.util.List;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.table.Csv;
import org.querent.experiments.report.table.SummaryCsv;
import org.querent.experiments.statistics.AcrossExperiments;
import org.querent.experiments.statistics.Measure;
import org.querent.experiments.statistics.StrategySummary;

/** What several experiments gave as comma-separated values. */
final class AcrossCsv {
  private AcrossCsv() {}

  /** A row for each strategy of each experiment. */
  static String results(AcrossAnalysis analysis) {
    Csv csv =
        new Csv(
            "experiment",
            "strategy",
            "cheats",
            "seeds",
            "axis",
            "end",
            "final-rmse",
            "final-rmse-low",
            "final-rmse-high",
            "aulc",
            "aulc-low",
            "aulc-high",
            "verdict",
            "saving-percent",
            "saving-percent-low",
            "saving-percent-high",
            "saving-certain");
    for (int n = 0; n < analysis.experiments().size(); n++) {
      ReportContent content = analysis.experiments().get(n).content();
      for (StrategySummary summary : analysis.analyses().get(n).summaries()) {
        boolean cheats = content.bounds().contains(summary.strategy());
        csv.text(analysis.names().get(n)).text(summary.strategy()).text(Boolean.toString(cheats));
        csv.number(summary.seeds()).text(content.axis().title()).number(summary.queries());
        csv.interval(summary.finalRmse()).interval(summary.aulc());
        csv.text(summary.relative().map(r -> Texts.name(r.verdict())).orElse(""));
        SummaryCsv.saving(csv, summary.end());
        csv.end();
      }
    }
    return csv.toString();
  }

  /** A row for each strategy that all experiments have, in each of them. */
  static String ranks(AcrossAnalysis analysis) {
    AcrossExperiments across = analysis.across();
    String measure = across.measure() == Measure.AULC ? "aulc" : "final-rmse";
    Csv csv = new Csv("experiment", "strategy", measure, "rank", "mean-rank");
    List<String> strategies = across.strategies();
    for (int n = 0; n < across.ranks().size(); n++) {
      for (int s = 0; s < strategies.size(); s++) {
        csv.text(analysis.names().get(n)).text(strategies.get(s));
        csv.number(across.values().get(n).get(s)).number(across.ranks().get(n).get(s));
        csv.number(across.meanRank(s)).end();
      }
    }
    return csv.toString();
  }
}
