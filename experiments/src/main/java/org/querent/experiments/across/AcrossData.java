package org.querent.experiments.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.chart.MetricCharts;
import org.querent.experiments.report.page.ChartJson;

/** The descriptions of the curves of several experiments as JSON, safe inside a script element. */
final class AcrossData {
  private AcrossData() {}

  static String write(AcrossAnalysis analysis) {
    List<Map<String, Object>> experiments = new ArrayList<>();
    Map<String, String> metrics = new TreeMap<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      List<MetricCharts> curves = Charts.curves(analysis.analyses().get(n), analysis.series());
      Map<String, Object> experiment = new LinkedHashMap<>();
      experiment.put("name", analysis.names().get(n));
      experiment.put("curves", ChartJson.curves(curves));
      experiments.add(experiment);
      curves.forEach(charts -> metrics.put(charts.metric(), charts.label()));
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("series", ChartJson.series(analysis.series()));
    root.put("metrics", metrics);
    root.put("experiments", experiments);
    return new ChartJson().write(root);
  }
}
