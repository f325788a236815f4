package org.querent.experiments.report.chart;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.experiments.report.AxisCurves;
import org.querent.experiments.report.MetricTexts;
import org.querent.experiments.statistics.LearningCurve;

/**
 * The learning curves of single groups of users or items: small figures beside each other, which
 * readers compare on one scale. Only the page shows them.
 *
 * @param by what the groups are of
 * @param groups the figure of each group, by its name
 */
public record GroupCharts(String by, Map<String, LineChart> groups) {
  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(LearningCurve.RMSE) + "\\[([^=]+)=(.*)\\]");

  static List<GroupCharts> of(CurveCharts charts, AxisCurves curves) {
    Set<String> keys = new LinkedHashSet<>();
    curves.means().forEach(curve -> keys.addAll(curve.metrics().keySet()));
    Map<String, Map<String, LineChart>> all = new LinkedHashMap<>();
    for (String key : keys) {
      Matcher parts = KEY.matcher(key);
      if (parts.matches()) {
        all.computeIfAbsent(parts.group(1).replaceFirst("-", " "), by -> new LinkedHashMap<>())
            .put(MetricTexts.group(parts.group(1), parts.group(2)), charts.ofGroup(key));
      }
    }
    return all.entrySet().stream()
        .map(grouping -> new GroupCharts(grouping.getKey(), grouping.getValue()))
        .toList();
  }
}
