package org.querent.simulator.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How lists of recommendations are made and measured. Every metric is measured over every set of
 * candidates. Immutable.
 *
 * @param metrics what is measured; none where nothing is ranked
 * @param candidates what is ranked
 * @param relevant from which rating on an item of the holdout is relevant, in the unit of the data;
 *     without it from three quarters of the scale on, 4 of 1 to 5
 * @param sampled how many items that a user has not rated {@link Candidates#SAMPLED} draws
 * @param diversity the column of the items by which {@link RankingMetric.Kind#DIVERSITY} compares
 */
public record RankingSettings(
    List<RankingMetric> metrics,
    List<Candidates> candidates,
    Optional<Double> relevant,
    int sampled,
    Optional<String> diversity) {
  /** Nothing is ranked. */
  public static final RankingSettings NONE =
      new RankingSettings(
          List.of(), List.of(Candidates.UNKNOWN), Optional.empty(), 0, Optional.empty());

  /** Why nothing is ranked under the protocol of new items. */
  public static final String NO_LISTS_OF_NEW_ITEMS =
      "under new-items each new item is judged apart from all others, so that there is no list to rank";

  /** Which items of a user are ranked. */
  public enum Candidates {
    /** Those of the user's held-out ratings. */
    RATED,
    /** All items that the model has no rating of by the user. */
    UNKNOWN,
    /**
     * The user's held-out items and some that are drawn from those the user never rated, the same
     * at every point, for every strategy.
     */
    SAMPLED
  }

  /**
   * One number of a point of the curve.
   *
   * @param candidates the set that is ranked
   * @param metric what is measured of it
   */
  public record Column(Candidates candidates, RankingMetric metric) {
    /** The name in files, such as {@code ndcg@10-unknown}. */
    public String key() {
      return metric.key() + "-" + candidates.name().toLowerCase(Locale.ROOT);
    }

    /** Whether single users have a value. */
    public boolean isOfUsers() {
      return !metric.kind().isOfAllLists();
    }
  }

  /** Copies the lists. */
  public RankingSettings {
    metrics = List.copyOf(metrics);
    candidates = List.copyOf(candidates);
  }

  /** All that is measured, by candidates and then by metrics. */
  public List<Column> columns() {
    return candidates.stream()
        .flatMap(set -> metrics.stream().map(metric -> new Column(set, metric)))
        .toList();
  }

  /** The column of items that has to be there, if one is needed. */
  public Optional<String> comparedBy() {
    return diversity.filter(
        column -> metrics.stream().anyMatch(it -> it.kind() == RankingMetric.Kind.DIVERSITY));
  }

  /** Whether anything is ranked. */
  public boolean isOn() {
    return !metrics.isEmpty();
  }

  /** The length of the longest list that is looked at. */
  public int longest() {
    return metrics.stream().mapToInt(RankingMetric::cutoff).max().orElse(0);
  }
}
