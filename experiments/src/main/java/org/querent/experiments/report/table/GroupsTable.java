package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.MetricTexts;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.Friedman;
import org.querent.experiments.statistics.Holm;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * What was measured of each group of users or items at the end of the runs, with a test whether a
 * strategy's groups differ at all: as texts for the page, and as a file.
 *
 * @param tables one for each metric and way to put users or items into groups, as far as the report
 *     draws how far these are apart
 */
public record GroupsTable(List<Table> tables) {
  private static final Pattern KEY = Pattern.compile("([^\\[]+)\\[([^=]+)=(.*)\\]");
  private static final String RATINGS = "ratings";
  private static final Bounded NONE = new Bounded("–", "");

  /** A metric and how users or items were put into groups. */
  private record Family(String metric, String grouping) {}

  /**
   * A metric by groups.
   *
   * @param name of the metric
   * @param by what the groups are of
   * @param rmse whether it is the one that everything rests on
   */
  record Table(String name, String by, boolean rmse, List<Head> heads, List<Row> rows) {}

  /** A group, and how many ratings of the holdout it has on average over seeds and strategies. */
  record Head(String group, String size) {}

  /**
   * One strategy; {@code style} is its index among the styles of the figures.
   *
   * @param p that its groups do not differ, by Friedman's test, corrected for the strategies
   */
  record Row(int style, String strategy, List<Bounded> cells, Bounded gap, String p) {}

  /** The groups that were measured; none without any. */
  public static GroupsTable of(Analysis analysis) {
    Set<Family> families = new LinkedHashSet<>();
    analysis.curves().forEach(curve -> families.addAll(families(curve).keySet()));
    return new GroupsTable(
        families.stream()
            .filter(
                family ->
                    analysis.curves().stream()
                        .anyMatch(curve -> curve.metrics().containsKey(gap(family))))
            .map(family -> table(family, analysis))
            .toList());
  }

  /** Whether there is anything to show. */
  public boolean measured() {
    return !tables.isEmpty();
  }

  /** The tables of the RMSE. */
  List<Table> errors() {
    return tables.stream().filter(Table::rmse).toList();
  }

  /** The tables of all other metrics. */
  List<Table> others() {
    return tables.stream().filter(table -> !table.rmse()).toList();
  }

  private static String gap(Family family) {
    return family.metric() + "-gap-" + family.grouping();
  }

  private static Table table(Family family, Analysis analysis) {
    List<StrategyCurve> curves = analysis.curves();
    Set<String> groups = new LinkedHashSet<>();
    curves.forEach(curve -> keys(family, curve).forEach(key -> groups.add(group(key))));
    List<Head> heads = groups.stream().map(group -> head(family, group, curves)).toList();
    List<OptionalDouble> p =
        Holm.adjusted(
            curves.stream()
                .map(curve -> differ(keys(family, curve), curve, analysis.main().runs()))
                .toList());
    List<Row> rows =
        IntStream.range(0, curves.size())
            .filter(n -> curves.get(n).metrics().containsKey(gap(family)))
            .mapToObj(
                n ->
                    new Row(
                        n,
                        analysis.title(curves.get(n).strategy()),
                        groups.stream()
                            .map(group -> cell(curves.get(n), key(family, group)))
                            .toList(),
                        cell(curves.get(n), gap(family)),
                        p.get(n).isPresent() ? Numbers.p(p.get(n).getAsDouble()) : NONE.mean()))
            .toList();
    return new Table(
        MetricTexts.of(family.metric()).name(),
        family.grouping().replaceFirst("-", " "),
        family.metric().equals(LearningCurve.RMSE),
        heads,
        rows);
  }

  private static Head head(Family family, String group, List<StrategyCurve> curves) {
    String key = key(new Family(RATINGS, family.grouping()), group);
    double size =
        curves.stream()
            .filter(curve -> curve.metrics().containsKey(key))
            .mapToDouble(curve -> last(curve, key).mean())
            .average()
            .orElse(0);
    return new Head(MetricTexts.group(family.grouping(), group), Numbers.count(size));
  }

  private static Bounded cell(StrategyCurve curve, String key) {
    return Optional.ofNullable(curve.metrics().get(key))
        .map(values -> Numbers.ratings(values.get(values.size() - 1)))
        .orElse(NONE);
  }

  private static String key(Family family, String group) {
    return family.metric() + "[" + family.grouping() + "=" + group + "]";
  }

  private static String group(String key) {
    return key.substring(key.indexOf('=') + 1, key.length() - 1);
  }

  private static List<String> keys(Family family, StrategyCurve curve) {
    return families(curve).getOrDefault(family, List.of());
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

  /**
   * A line per strategy, metric and group, with all numbers in full precision; empty where nothing
   * of groups was measured.
   */
  public static Optional<String> csv(Analysis analysis) {
    if (analysis.curves().stream().allMatch(curve -> families(curve).isEmpty())) {
      return Optional.empty();
    }
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
    return Optional.of(csv.toString());
  }

  private static void append(
      Csv csv, Family family, List<String> keys, StrategyCurve curve, List<LearningCurve> runs) {
    OptionalDouble p = differ(keys, curve, runs);
    for (String key : keys) {
      Interval ratings = last(curve, RATINGS + key.substring(key.indexOf('[')));
      Interval value = last(curve, key);
      csv.text(curve.strategy()).text(family.grouping()).foreign(group(key));
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
