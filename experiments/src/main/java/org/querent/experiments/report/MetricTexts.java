package org.querent.experiments.report;

import static java.util.Map.entry;

import java.util.Map;
import java.util.OptionalDouble;
import org.querent.experiments.folder.RunCurve;

/**
 * What a figure says of a metric.
 *
 * @param name for a menu or a title
 * @param axis for an axis, with the unit
 * @param target what the metric should be, if that is a certain value
 */
public record MetricTexts(String name, String axis, OptionalDouble target) {
  private static final String NINETY = Numbers.inPercent("90");

  private static final Map<String, MetricTexts> ALL =
      Map.ofEntries(
          entry("rmse", of("RMSE", "holdout RMSE")),
          entry("mae", of("MAE", "holdout MAE")),
          entry("nll", of("NLL", "negative log-likelihood (nats)")),
          entry(
              "coverage-90",
              of("coverage (" + NINETY + ")", "coverage of the " + NINETY + " interval", 0.9)),
          entry("answer-rate", of("answer rate", "part of the queries that were answered")),
          entry("cumulative-rating", of("cumulative rating", "sum of the ratings asked for")),
          entry(
              RunCurve.NATURAL,
              of("natural ratings", "ratings that users gave without being asked")),
          entry("pool-variance", of("pool variance", "mean variance of the pairs left")),
          entry("drift-rmse", of("drift: RMSE", "RMSE minus that of a fit from scratch", 0)),
          entry(
              "drift-means",
              of("drift: predictions", "distance of predictions from a fit from scratch", 0)),
          entry(
              "drift-deviations",
              of(
                  "drift: deviations",
                  "relative distance of deviations from a fit from scratch",
                  0)));

  private static MetricTexts of(String name, String axis) {
    return new MetricTexts(name, axis, OptionalDouble.empty());
  }

  private static MetricTexts of(String name, String axis, double target) {
    return new MetricTexts(name, axis, OptionalDouble.of(target));
  }

  /** The texts of a metric; its key where nothing is known of it. */
  public static MetricTexts of(String key) {
    return ALL.getOrDefault(key, of(key, key));
  }
}
