package org.querent.experiments.report;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.experiments.folder.RunCurve;
import org.querent.simulator.spec.RankingSettings.Candidates;

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
          entry(
              "promised",
              of("promised fall", "fall of the mean squared error that the answers promised")),
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

  /** Those of lists that are not called by their key. */
  private static final Map<String, String> NAMES =
      Map.of("ndcg", "nDCG", "map", "MAP", "mrr", "MRR", "rbp", "RBP", "gini", "Gini coefficient");

  private static final Pattern GAP = Pattern.compile("(.+)-gap-(user|item)-(.+)");

  /** What a learner that did not ask has; the first of what may stand between. */
  private static final Pattern JUDGED = Pattern.compile("(.+?)-by-([a-z0-9].*)");

  private static final Pattern OF_LISTS =
      Pattern.compile("([a-z-]+)@([0-9]+)-(rated|unknown|sampled)");

  private static MetricTexts of(String name, String axis) {
    return new MetricTexts(name, axis, OptionalDouble.empty());
  }

  private static MetricTexts of(String name, String axis, double target) {
    return new MetricTexts(name, axis, OptionalDouble.of(target));
  }

  /** The texts of a metric; its key where nothing is known of it. */
  public static MetricTexts of(String key) {
    Matcher judged = JUDGED.matcher(key);
    if (judged.matches() && !isOfGroup(key)) {
      MetricTexts of = of(judged.group(1));
      String by = ", learnt by " + judged.group(2);
      return new MetricTexts(of.name() + by, of.axis() + by, of.target());
    }
    Matcher gap = GAP.matcher(key);
    if (gap.matches()) {
      String of = of(gap.group(1)).name();
      String by = gap.group(2) + " " + gap.group(3);
      // Neither end is good where a metric has a target.
      String ends =
          of(gap.group(1)).target().isPresent() ? "highest minus lowest" : "worst minus best";
      return of("gap by " + by + ": " + of, of + ", " + ends + " group by " + by);
    }
    Matcher lists = OF_LISTS.matcher(key);
    return lists.matches()
        ? of(
            NAMES.getOrDefault(lists.group(1), lists.group(1).replace('-', ' '))
                + "@"
                + lists.group(2),
            Candidates.valueOf(lists.group(3).toUpperCase(Locale.ROOT)))
        : ALL.getOrDefault(key, of(key, key));
  }

  /** Every name tells what was ranked: the same lists are worth more among fewer candidates. */
  private static MetricTexts of(String metric, Candidates candidates) {
    return switch (candidates) {
      case RATED -> of(metric + ", rated holdout", metric + " over the rated holdout");
      case UNKNOWN -> of(metric + ", all not known", metric + " over all items not known");
      case SAMPLED -> of(metric + ", sampled", metric + " over the holdout and a sample");
    };
  }

  /** What a group is called, which of those by activity or popularity is a number. */
  public static String group(String grouping, String group) {
    return grouping.matches("user-activity|item-popularity") ? "tenth " + group : group;
  }

  /** Whether a metric is that of a single group. */
  public static boolean isOfGroup(String key) {
    return key.endsWith("]");
  }

  /** Whether a metric is one of lists of recommendations. */
  public static boolean isOfLists(String key) {
    return OF_LISTS.matcher(key).matches();
  }
}
