package org.querent.experiments.report.table;

import java.util.List;
import java.util.Map;
import org.querent.experiments.report.Axis;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/** The mean curves, a line per strategy, metric and evaluation. */
public final class CurvesCsv {
  private CurvesCsv() {}

  /** The table as a file's text, with means and bounds in full precision. */
  public static String write(List<StrategyCurve> curves, Axis axis) {
    Csv csv = new Csv("strategy", "metric", axis.word(), "seeds", "mean", "low", "high");
    for (StrategyCurve curve : curves) {
      for (Map.Entry<String, List<Interval>> metric : curve.metrics().entrySet()) {
        append(csv, curve, metric.getKey(), metric.getValue());
      }
    }
    return csv.toString();
  }

  private static void append(
      Csv csv, StrategyCurve curve, String metric, List<Interval> intervals) {
    int[] queries = curve.queries();
    for (int i = 0; i < queries.length; i++) {
      Interval interval = intervals.get(i);
      csv.text(curve.strategy()).text(metric).number(queries[i]).number(interval.n());
      csv.interval(interval).end();
    }
  }
}
