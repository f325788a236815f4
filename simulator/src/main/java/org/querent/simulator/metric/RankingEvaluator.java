package org.querent.simulator.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.posterior.ItemScores;
import org.querent.core.posterior.Posterior;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.RankingSettings.Column;
import org.querent.strategies.History;

/**
 * Lists for each user of a holdout the items that a posterior predicts the best ratings of, and
 * measures the lists by what of the holdout is relevant. Of equal predictions the item that comes
 * first in the data stands first. Users of whom nothing in the holdout is relevant have no list.
 *
 * <p>Not thread-safe.
 */
public final class RankingEvaluator {
  private static final String STREAM = "ranking";

  private final Ranking ranking;
  private final Ratings holdout;
  private final FeatureMap features;

  /** The rows of the holdout by user. */
  private final UserItems rows;

  /** Those with something relevant. */
  private final int[] users;

  private final TopItems top;
  private final double[] scores;
  private final BitSet relevant;

  /** A ranking of what the holdout of some users is about. */
  RankingEvaluator(Ranking ranking, Ratings holdout, FeatureMap features) {
    this.ranking = ranking;
    this.holdout = holdout;
    this.features = features;
    rows = UserItems.of(holdout.userCount(), holdout.size(), holdout::user, row -> row);
    users =
        IntStream.range(0, holdout.size())
            .filter(row -> holdout.rating(row) >= ranking.relevantFrom())
            .map(holdout::user)
            .sorted()
            .distinct()
            .toArray();
    top = new TopItems(ranking.settings().longest());
    scores = new double[ranking.catalogue().items()];
    relevant = new BitSet(scores.length);
  }

  /**
   * Ranks and measures. Cost: O(users items k) for sets of candidates that are of all items.
   *
   * @param history what the model knows, and so is no candidate
   * @param sums gets all numbers
   * @return those of single users
   */
  public UserValues evaluate(Posterior posterior, History history, RankingSums sums) {
    return evaluate(new Means(posterior), ranking.answers(history), sums);
  }

  /**
   * Ranks by other scores than those of the model that asked, and measures. Cost: as of them.
   *
   * @param known the initial ratings and then others, all of which are no candidates
   */
  public UserValues evaluate(ListScores by, Ratings known, RankingSums sums) {
    return evaluate(by, ranking.answers(known.size(), known::user, known::item), sums);
  }

  private UserValues evaluate(ListScores by, UserItems answers, RankingSums sums) {
    RankedUsers ranked = rank(by, answers);
    sums.add(ranked);
    return userValues(ranked);
  }

  /** What a posterior predicts. */
  private final class Means implements ListScores {
    private final Posterior posterior;
    private final ItemScores all;

    Means(Posterior posterior) {
      this.posterior = posterior;
      all = posterior.itemScores(scores.length);
    }

    @Override
    public void scores(int user, double[] ratings) {
      all.predict(user, ratings);
    }

    @Override
    public double score(int user, int item, long time) {
      return posterior.mean(user, features.itemRow(item, time));
    }
  }

  /** Sums that {@link #evaluate} can add to; nothing yet. */
  public RankingSums sums() {
    return ranking.sums();
  }

  private UserValues userValues(RankedUsers ranked) {
    List<Column> columns = ranking.settings().columns();
    int[] own =
        IntStream.range(0, columns.size()).filter(n -> columns.get(n).isOfUsers()).toArray();
    double[][] values = new double[users.length][];
    Arrays.setAll(
        values,
        n -> Arrays.stream(own).mapToDouble(column -> ranked.values()[n][column]).toArray());
    return new UserValues(ranking.columnsOfUsers(), users, values);
  }

  private RankedUsers rank(ListScores by, UserItems answers) {
    RankingSettings settings = ranking.settings();
    List<Candidates> sets = settings.candidates();
    double[][] values = new double[users.length][];
    RankedList[][] lists = new RankedList[users.length][sets.size()];
    for (int n = 0; n < users.length; n++) {
      int user = users[n];
      int count = markRelevant(user);
      for (int set = 0; set < sets.size(); set++) {
        top.clear();
        switch (sets.get(set)) {
          case RATED -> addHoldout(user, by);
          case UNKNOWN -> {
            by.scores(user, scores);
            ranking.known().strike(user, scores);
            answers.strike(user, scores);
            top.addAll(scores);
          }
          case SAMPLED -> {
            by.scores(user, scores);
            addSampled(user);
          }
        }
        lists[n][set] = list(count);
      }
      values[n] = values(lists[n], settings);
      relevant.clear();
    }
    return new RankedUsers(users, values, lists);
  }

  private double[] values(RankedList[] lists, RankingSettings settings) {
    List<Column> columns = settings.columns();
    double[] values = new double[columns.size()];
    for (int column = 0; column < values.length; column++) {
      RankingMetric metric = columns.get(column).metric();
      // Columns are by candidates and then by metrics.
      values[column] = lists[column / settings.metrics().size()].value(metric, ranking.catalogue());
    }
    return values;
  }

  private int markRelevant(int user) {
    for (int place = rows.start(user); place < rows.start(user + 1); place++) {
      int row = rows.item(place);
      if (holdout.rating(row) >= ranking.relevantFrom()) {
        relevant.set(holdout.item(row));
      }
    }
    return relevant.cardinality();
  }

  /** Adds the items of a user's holdout, as they were rated at their times. */
  private void addHoldout(int user, ListScores by) {
    IntStream.range(rows.start(user), rows.start(user + 1))
        .map(rows::item)
        .boxed()
        .sorted((a, b) -> Integer.compare(holdout.item(a), holdout.item(b)))
        .forEach(
            row -> {
              int item = holdout.item(row);
              top.add(item, by.score(user, item, holdout.timestamp(row)));
            });
  }

  /** Adds the items of a user's holdout, and of the others as many as are drawn. */
  private void addSampled(int user) {
    BitSet candidates = new BitSet(scores.length);
    candidates.set(0, scores.length);
    UserItems rated = ranking.catalogue().rated();
    for (int place = rated.start(user); place < rated.start(user + 1); place++) {
      candidates.clear(rated.item(place));
    }
    int[] open = candidates.stream().toArray();
    candidates.clear();
    RandomGenerator random = ranking.streams().stream(STREAM, user);
    int drawn = Math.min(ranking.settings().sampled(), open.length);
    for (int n = 0; n < drawn; n++) {
      // Of those not drawn yet, which stand behind.
      int at = n + random.nextInt(open.length - n);
      candidates.set(open[at]);
      open[at] = open[n];
    }
    for (int place = rows.start(user); place < rows.start(user + 1); place++) {
      candidates.set(holdout.item(rows.item(place)));
    }
    candidates.stream().forEach(item -> top.add(item, scores[item]));
  }

  private RankedList list(int count) {
    int[] best = top.best();
    BitSet hits = new BitSet(best.length);
    for (int rank = 0; rank < best.length; rank++) {
      hits.set(rank, relevant.get(best[rank]));
    }
    return new RankedList(best, hits, count);
  }
}
