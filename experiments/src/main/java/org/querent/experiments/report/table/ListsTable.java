package org.querent.experiments.report.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.MetricTexts;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;
import org.querent.experiments.statistics.users.UserDifference;

/**
 * What the lists of recommendations are worth at the end of the runs: a table for each metric, and
 * the same as a file.
 *
 * @param metrics in the order of the curves; none where nothing was recommended
 */
public record ListsTable(List<Metric> metrics) {
  private static final Bounded NONE = new Bounded("–", "");

  /**
   * A metric over a set of candidates.
   *
   * @param compared whether there is a baseline, and single users have a value
   */
  record Metric(String key, String name, boolean compared, List<Row> rows) {}

  /**
   * One strategy; {@code style} is its index among the styles of the figures.
   *
   * @param value the mean over the seeds
   * @param difference from the baseline, where that was tested
   */
  record Row(
      int style,
      String strategy,
      String title,
      Interval value,
      Optional<UserDifference> difference) {
    Bounded mean() {
      return Numbers.ratings(value);
    }

    Bounded against() {
      return difference.map(it -> Numbers.differences(it.interval(), value.mean())).orElse(NONE);
    }

    String p() {
      return difference.isPresent() && difference.get().corrected().isPresent()
          ? Numbers.p(difference.get().corrected().getAsDouble())
          : NONE.mean();
    }
  }

  /** The metrics of lists that all strategies have. */
  public static ListsTable of(Analysis analysis) {
    List<StrategyCurve> curves = analysis.curves();
    return new ListsTable(
        curves.get(0).metrics().keySet().stream()
            .filter(MetricTexts::isOfLists)
            .filter(key -> curves.stream().allMatch(curve -> curve.metrics().containsKey(key)))
            .map(key -> metric(key, curves, analysis))
            .toList());
  }

  private static Metric metric(String key, List<StrategyCurve> curves, Analysis analysis) {
    Map<String, UserDifference> differences =
        analysis
            .baseline()
            .map(baseline -> UserDifference.of(analysis.content().users(), baseline, key))
            .orElse(Map.of());
    return new Metric(
        key,
        MetricTexts.of(key).name(),
        !differences.isEmpty(),
        IntStream.range(0, curves.size())
            .mapToObj(
                n -> {
                  String strategy = curves.get(n).strategy();
                  List<Interval> values = curves.get(n).metrics().get(key);
                  return new Row(
                      n,
                      strategy,
                      analysis.title(strategy),
                      values.get(values.size() - 1),
                      Optional.ofNullable(differences.get(strategy)));
                })
            .toList());
  }

  /** Whether anything was recommended. */
  public boolean measured() {
    return !metrics.isEmpty();
  }

  /** The numbers in full precision, a line per metric and strategy. */
  public String csv() {
    Csv csv =
        new Csv(
            "metric",
            "strategy",
            "seeds",
            "value",
            "value-low",
            "value-high",
            "users",
            "common-seeds",
            "difference",
            "difference-low",
            "difference-high",
            "p",
            "p-holm");
    for (Metric metric : metrics) {
      for (Row row : metric.rows()) {
        csv.text(metric.key()).text(row.strategy()).number(row.value().n()).interval(row.value());
        if (row.difference().isPresent()) {
          UserDifference own = row.difference().get();
          csv.number(own.users()).number(own.seeds()).interval(own.interval());
          csv.number(own.pValue()).number(own.corrected());
        } else {
          csv.text("").text("").interval(Optional.empty()).text("").text("");
        }
        csv.end();
      }
    }
    return csv.toString();
  }
}
