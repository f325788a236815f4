package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.statistics.Friedman;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * What was measured of each group of users or items at the end of the runs: a line per strategy,
 * metric and group, with a test whether the strategy's groups differ at all.
 */
public final class GroupsCsv {
  private static final Pattern KEY = Pattern.compile("([^\\[]+)\\[([^=]+)=(.*)\\]");
  private static final String RATINGS = "ratings";

  private GroupsCsv() {}

  /** A metric and how users or items were put into groups. */
  private record Family(String metric, String grouping) {}

  /** Whether there is anything to write. */
  public static boolean isMeasured(Analysis analysis) {
    return analysis.curves().stream().anyMatch(curve -> !families(curve).isEmpty());
  }

  /** The table as a file's text, with all numbers in full precision. */
  public static String write(Analysis analysis) {
    Csv csv =
        new Csv(
            "strategy",
            "grouping",
            "group",
            "holdout-ratings",
            "metric",
            analysis.content().axis().word(),
            "seeds",
            "mean",
            "low",
            "high",
            "p-groups-differ");
    for (StrategyCurve curve : analysis.curves()) {
      families(curve)
          .forEach((family, keys) -> append(csv, family, keys, curve, analysis.main().runs()));
    }
    return csv.toString();
  }

  private static Map<Family, List<String>> families(StrategyCurve curve) {
    Map<Family, List<String>> families = new LinkedHashMap<>();
    for (String key : curve.metrics().keySet()) {
      Matcher parts = KEY.matcher(key);
      if (parts.matches() && !parts.group(1).equals(RATINGS)) {
        families
            .computeIfAbsent(
                new Family(parts.group(1), parts.group(2)), absent -> new ArrayList<>())
            .add(key);
      }
    }
    return families;
  }

  private static void append(
      Csv csv, Family family, List<String> keys, StrategyCurve curve, List<LearningCurve> runs) {
    OptionalDouble p = differ(keys, curve, runs);
    for (String key : keys) {
      String group = key.substring(key.indexOf('=') + 1, key.length() - 1);
      Interval ratings = last(curve, RATINGS + key.substring(key.indexOf('[')));
      Interval value = last(curve, key);
      csv.text(curve.strategy()).text(family.grouping()).foreign(group);
      csv.number(ratings.mean()).text(family.metric()).number(curve.lastQueries());
      csv.number(value.n()).interval(value).number(p).end();
    }
  }

  private static Interval last(StrategyCurve curve, String key) {
    List<Interval> values = curve.metrics().get(key);
    return values.get(values.size() - 1);
  }

  /** The p value of Friedman's test, whose blocks are seeds; empty with a seed or a group alone. */
  private static OptionalDouble differ(
      List<String> keys, StrategyCurve curve, List<LearningCurve> runs) {
    int[] last = {curve.lastQueries()};
    double[][] values =
        runs.stream()
            .filter(run -> run.strategy().equals(curve.strategy()))
            .map(run -> keys.stream().mapToDouble(key -> run.valuesAt(key, last)[0]).toArray())
            .toArray(double[][]::new);
    return values.length < 2 || keys.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Friedman.of(values).pValue());
  }
}
