package org.querent.experiments.report;

import java.util.List;
import java.util.Map;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/** The mean curves as comma-separated values (RFC 4180); without bounds where there is one seed. */
final class CurvesCsv {
  private CurvesCsv() {}

  static String write(List<StrategyCurve> curves) {
    StringBuilder csv = new StringBuilder("strategy,metric,queries,seeds,mean,low,high\n");
    for (StrategyCurve curve : curves) {
      for (Map.Entry<String, List<Interval>> metric : curve.metrics().entrySet()) {
        String key = quote(curve.strategy()) + "," + quote(metric.getKey());
        append(csv, key, curve.queries(), metric.getValue());
      }
    }
    return csv.toString();
  }

  private static void append(
      StringBuilder csv, String key, int[] queries, List<Interval> intervals) {
    for (int i = 0; i < queries.length; i++) {
      Interval interval = intervals.get(i);
      csv.append(key).append(',').append(queries[i]).append(',').append(interval.n());
      csv.append(',').append(interval.mean()).append(',');
      if (interval.hasBounds()) {
        csv.append(interval.low()).append(',').append(interval.high());
      } else {
        csv.append(',');
      }
      csv.append('\n');
    }
  }

  static String quote(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
