package org.querent.simulator.metric;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Column;
import org.querent.simulator.spec.SimulationException;
import org.querent.strategies.History;

/**
 * What all rankings of a run have in common, whoever's they are and whatever the model knows by
 * then. Immutable.
 */
public final class Ranking {
  /** From which part of the scale on a rating is one of a relevant item. */
  private static final double RELEVANT = 0.75;

  private final RankingSettings settings;
  private final double relevantFrom;
  private final Catalogue catalogue;
  private final UserItems known;
  private final int initial;
  private final RandomStreams streams;

  private Ranking(
      RankingSettings settings,
      double relevantFrom,
      Catalogue catalogue,
      Ratings initial,
      RandomStreams streams) {
    this.settings = settings;
    this.relevantFrom = relevantFrom;
    this.catalogue = catalogue;
    this.initial = initial.size();
    this.streams = streams;
    known = UserItems.of(initial.userCount(), initial.size(), initial::user, initial::item);
  }

  /** The rankings of a run that has any; see {@link #of}. */
  public static Optional<Ranking> ifMeasured(
      Dataset dataset,
      RankingSettings settings,
      Ratings initial,
      Ratings test,
      RandomStreams streams) {
    return settings.isOn()
        ? Optional.of(of(dataset, settings, initial, test, streams))
        : Optional.empty();
  }

  /**
   * The rankings of a run. Cost: O(ratings).
   *
   * @param initial what is known at the start
   * @param test what is held out
   * @param streams the run's random numbers
   * @throws SimulationException if nothing that is held out is relevant
   * @throws org.querent.core.data.DatasetException if a column is named that there is not
   */
  public static Ranking of(
      Dataset dataset,
      RankingSettings settings,
      Ratings initial,
      Ratings test,
      RandomStreams streams) {
    double from = relevantFrom(settings, test.scale());
    if (IntStream.range(0, test.size()).noneMatch(row -> test.rating(row) >= from)) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "evaluate.ranking.relevant: no rating that is held out is %s or more, so that nothing is relevant; lower it",
              from));
    }
    Catalogue catalogue = Catalogue.of(dataset.ratings());
    if (settings.comparedBy().isPresent()) {
      catalogue = catalogue.with(dataset.sideInformation().items(), settings.comparedBy().get());
    }
    return new Ranking(settings, from, catalogue, initial, streams);
  }

  /** From which rating on an item of the holdout is relevant. */
  static double relevantFrom(RankingSettings settings, RatingScale scale) {
    return settings.relevant().orElse(scale.min() + RELEVANT * (scale.max() - scale.min()));
  }

  /** Ranks what may be recommended to the users of a holdout. */
  public RankingEvaluator evaluator(Ratings holdout, FeatureMap features) {
    return new RankingEvaluator(this, holdout, features);
  }

  /** The names of the columns of {@link UserValues}. */
  public List<String> columnsOfUsers() {
    return settings.columns().stream().filter(Column::isOfUsers).map(Column::key).toList();
  }

  /** Adds up the lists of users; nothing yet. */
  public RankingSums sums() {
    return new RankingSums(settings, catalogue);
  }

  RankingSettings settings() {
    return settings;
  }

  double relevantFrom() {
    return relevantFrom;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  RandomStreams streams() {
    return streams;
  }

  /** The items known of each user at the start. */
  UserItems known() {
    return known;
  }

  /** The items that each user has told of since. Cost: O(users + answers). */
  UserItems answers(History history) {
    return answers(history.size(), history::user, history::item);
  }

  /** The items of each user in ratings that begin with the initial ones, without these. */
  UserItems answers(int known, IntUnaryOperator user, IntUnaryOperator item) {
    return UserItems.of(
        catalogue.users(),
        known - initial,
        n -> user.applyAsInt(initial + n),
        n -> item.applyAsInt(initial + n));
  }
}
