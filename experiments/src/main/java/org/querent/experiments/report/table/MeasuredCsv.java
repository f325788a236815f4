package org.querent.experiments.report.table;

import java.util.List;
import java.util.Map;
import org.querent.experiments.folder.DetailsReader.Item;
import org.querent.experiments.folder.DetailsReader.MostAsked;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.StrategyCurve;

/** What was measured beside the curves, the strategies in the order of the curves. */
public final class MeasuredCsv {
  private MeasuredCsv() {}

  /** A line per group of predictions, the surest first. */
  public static String calibration(Analysis analysis) {
    Csv csv =
        new Csv(
            "strategy",
            "group",
            "predictions",
            "predicted",
            "observed",
            "ratio",
            "ratio-low",
            "ratio-high");
    Map<String, Reliability> measured = analysis.content().reliability();
    for (String strategy : strategies(analysis, measured)) {
      Reliability reliability = measured.get(strategy);
      for (int n = 0; n < reliability.groups().size(); n++) {
        Reliability.Group group = reliability.groups().get(n);
        csv.text(strategy).number(n + 1).number(group.count());
        csv.number(group.predicted()).number(group.observed());
        csv.interval(reliability.ratios().get(n)).end();
      }
    }
    return csv.toString();
  }

  /**
   * A line per group of users and group of items, those with the fewest ratings first: how often
   * they were asked about, and how often they would be at random, on average.
   */
  public static String asked(Analysis analysis) {
    Csv csv = new Csv("strategy", "user-tenth", "item-tenth", "queries", "at-random");
    Map<String, AskedPairs> measured = analysis.content().asked();
    for (String strategy : strategies(analysis, measured)) {
      long[][] counts = measured.get(strategy).counts();
      double[][] chance = measured.get(strategy).chance();
      for (int user = 0; user < counts.length; user++) {
        for (int item = 0; item < counts[user].length; item++) {
          csv.text(strategy).number(user + 1).number(item + 1);
          csv.number(counts[user][item]).number(chance[user][item]).end();
        }
      }
    }
    return csv.toString();
  }

  /** A line per item that a strategy asked about most, over all seeds, the first first. */
  public static String mostAsked(Analysis analysis) {
    Csv csv = new Csv("strategy", "rank", "item", "title", "queries", "share", "unanswered");
    Map<String, MostAsked> measured = analysis.content().items();
    for (String strategy : strategies(analysis, measured)) {
      MostAsked most = measured.get(strategy);
      int rank = 1;
      for (Item item : most.items()) {
        String title = analysis.content().titles().getOrDefault(item.id(), "");
        csv.text(strategy).number(rank++).foreign(item.id()).foreign(Texts.printable(title));
        csv.number(item.asked()).number((double) item.asked() / most.queries());
        csv.number(item.unanswered()).end();
      }
    }
    return csv.toString();
  }

  private static List<String> strategies(Analysis analysis, Map<String, ?> measured) {
    return analysis.curves().stream()
        .map(StrategyCurve::strategy)
        .filter(measured::containsKey)
        .toList();
  }
}
