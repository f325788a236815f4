package org.querent.experiments.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.AxisCurves;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.chart.MetricCharts;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * What the scripts of the page read: the descriptions of its figures, and the single runs, of which
 * differences to any baseline are made.
 */
final class PageData {
  private PageData() {}

  /** Writes JSON that is safe inside a script element. */
  static String write(Analysis analysis, Charts charts) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("baseline", analysis.baseline().orElse(null));
    root.put("intervals", analysis.content().intervals().name().toLowerCase(Locale.ROOT));
    root.put("series", ChartJson.series(charts.series()));
    root.put("axes", axes(analysis, charts));
    root.put("calibration", charts.calibration().orElse(null));
    root.put("askedItems", charts.askedItems().orElse(null));
    root.put("askedUsers", charts.askedUsers().orElse(null));
    root.put("asked", charts.asked().orElse(null));
    root.put("time", charts.time().orElse(null));
    root.put("stopping", charts.stopping().orElse(null));
    root.put("promise", charts.promise().orElse(null));
    root.put("groups", charts.groups());
    root.put("quantiles", quantiles(analysis));
    root.put("seeds", analysis.curves().stream().map(PageData::seeds).toList());
    return new ChartJson().write(root);
  }

  /** As texts, because JavaScript cannot tell all 64-bit integers apart. */
  private static List<String> seeds(StrategyCurve curve) {
    return curve.seeds().stream().map(String::valueOf).toList();
  }

  /** What curves can be seen against, what tables are about first. */
  private static List<Map<String, Object>> axes(Analysis analysis, Charts charts) {
    List<Map<String, Object>> axes = new ArrayList<>();
    axes.add(axis(analysis.main(), charts.curves()));
    analysis.byAnswers().ifPresent(answers -> axes.add(axis(answers, charts.byAnswers())));
    return axes;
  }

  private static Map<String, Object> axis(AxisCurves curves, List<MetricCharts> charts) {
    List<Map<String, Object>> metrics = ChartJson.curves(charts);
    for (int n = 0; n < metrics.size(); n++) {
      metrics.get(n).put("runs", runs(curves, charts.get(n).metric()));
    }
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("name", curves.axis().word());
    axis.put("title", curves.axis().title());
    axis.put("curves", metrics);
    return axis;
  }

  /** In the order of the lines of a metric. */
  private static List<RunLetters> runs(AxisCurves curves, String metric) {
    return curves.means().stream()
        .filter(curve -> curve.metrics().containsKey(metric))
        .map(curve -> RunLetters.of(curves.runs(), curve, metric))
        .toList();
  }

  /** By how many standard errors an interval reaches to each side, by the number of runs. */
  private static Map<Integer, Double> quantiles(Analysis analysis) {
    int most = analysis.curves().stream().mapToInt(c -> c.seeds().size()).max().orElseThrow();
    Map<Integer, Double> quantiles = new LinkedHashMap<>();
    for (int n = 2; n <= most; n++) {
      double tail = (1 + Interval.CONFIDENCE) / 2;
      quantiles.put(n, new TDistribution(n - 1).inverseCumulativeProbability(tail));
    }
    return quantiles;
  }
}
