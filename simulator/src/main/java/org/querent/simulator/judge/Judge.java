package org.querent.simulator.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.core.CountingSort;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.metric.GroupSums;
import org.querent.simulator.metric.ListScores;
import org.querent.simulator.metric.Ranking;
import org.querent.simulator.metric.RankingSums;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;

/**
 * Lets other learners judge what was asked in a run: each is fitted from scratch to what was known
 * at a point of the curve, and measured on the holdout as the model that asked was. Where users, or
 * items, are new, a learner is fitted once to the answers of all of them, unlike the model, which
 * met each apart; the holdout is that of those who were asked so much.
 *
 * <p>Without a variance there is neither likelihood nor interval, so that these are measured of an
 * {@link UncertainPredictor} alone. Thread-safe.
 */
public final class Judge {
  private final DataSplit split;
  private final RandomStreams streams;
  private final Optional<Ranking> ranking;
  private final GroupSums groups;

  /** The rows of the holdout user by user, as predictors like to be asked. */
  private final int[] rows;

  /**
   * A judge of the runs of one seed.
   *
   * @param settings how they were played, and what is measured
   * @param split how their ratings were parted
   */
  public Judge(Dataset dataset, SimulationSettings settings, DataSplit split, long seed) {
    this.split = split;
    streams = new RandomStreams(seed);
    ranking =
        Ranking.ifMeasured(dataset, settings.ranking(), split.initial(), split.test(), streams);
    groups =
        GroupSums.of(
            settings.groups(),
            dataset,
            split.initial(),
            ranking.map(Ranking::columnsOfUsers).orElse(List.of()));
    rows =
        CountingSort.of(split.test().size(), split.test().userCount(), split.test()::user).order();
  }

  /**
   * Fits a learner to what was known after so many questions, and measures it.
   *
   * @param log all that was asked in the run
   * @param queries as the run's own curve counts them
   * @throws SimulationException if nobody was asked so much, or a prediction is not finite
   */
  public JudgedPoint judge(ConfiguredLearner<?> learner, AnswerLog log, int queries) {
    Ratings all = split.test();
    int[] reached =
        IntStream.of(rows)
            .filter(row -> log.reaches(all.user(row), all.item(row), queries))
            .toArray();
    if (reached.length == 0) {
      throw new SimulationException("nobody was asked " + queries + " questions");
    }
    Ratings holdout = all.select(reached);
    Ratings known = log.known(split.initial(), queries);
    RatingPredictor predictor = learner.create().fit(known, streams);
    Map<String, Double> values = new LinkedHashMap<>();
    GroupSums sums = groups.anew();
    errors(learner, predictor, holdout, sums, values);
    if (ranking.isPresent()) {
      RankingSums lists = ranking.get().sums();
      sums.add(
          ranking
              .get()
              .evaluator(holdout, FeatureMap.plain(holdout))
              .evaluate(new Scores(predictor, all), known, lists));
      values.putAll(lists.values());
    }
    values.putAll(sums.values());
    return new JudgedPoint(queries, known.size(), values);
  }

  private static void errors(
      ConfiguredLearner<?> learner,
      RatingPredictor predictor,
      Ratings holdout,
      GroupSums groups,
      Map<String, Double> values) {
    ErrorSums sums = new ErrorSums(holdout.scale());
    double[] means = new double[holdout.size()];
    double[] variances = new double[holdout.size()];
    for (int n = 0; n < means.length; n++) {
      int user = holdout.user(n);
      int item = holdout.item(n);
      means[n] = predictor.rating(user, item);
      double variance = predictor instanceof UncertainPredictor own ? own.variance(user, item) : 1;
      if (!Double.isFinite(means[n]) || !(variance > 0) || Double.isInfinite(variance)) {
        throw new SimulationException(
            String.format(
                Locale.ROOT,
                "the learner %s predicts %s with the variance %s for the user %s and the item %s",
                learner.provider().name(),
                means[n],
                variance,
                holdout.userIds().idOf(user),
                holdout.itemIds().idOf(item)));
      }
      sums.add(holdout.rating(n), means[n], variance);
      variances[n] = predictor instanceof UncertainPredictor ? variance : Double.NaN;
    }
    groups.add(holdout, means, variances);
    Accuracy accuracy = sums.accuracy();
    values.put("rmse", accuracy.rmse());
    values.put("mae", accuracy.mae());
    if (predictor instanceof UncertainPredictor) {
      values.put("nll", accuracy.nll());
      values.put("coverage-90", accuracy.coverage90());
    }
  }

  /** Scores of items, of which those of one user are kept. */
  private static final class Scores implements ListScores {
    private final RatingPredictor predictor;
    private final double[] ofUser;
    private int user = -1;

    Scores(RatingPredictor predictor, Ratings dataset) {
      this.predictor = predictor;
      ofUser = new double[dataset.itemCount()];
    }

    @Override
    public double score(int other, int item, long time) {
      if (other != user) {
        user = other;
        predictor.scores(user, ofUser);
      }
      return ofUser[item];
    }

    @Override
    public void scores(int other, double[] scores) {
      score(other, 0, 0);
      System.arraycopy(ofUser, 0, scores, 0, scores.length);
    }
  }
}
