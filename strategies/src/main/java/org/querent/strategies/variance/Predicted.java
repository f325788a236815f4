package org.querent.strategies.variance;

import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * The pair with the highest predicted rating, which users are the most willing to rate, or with the
 * lowest, whose ratings are rare in what users volunteer (Elahi, Ricci and Rubens 2013, Active
 * learning strategies for rating elicitation in collaborative filtering: a system-wide
 * perspective). The mean alone: no variance is read.
 */
public final class Predicted implements StrategyProvider<Predicted.Parameters> {
  /** Which end of the predictions is asked about. */
  public enum Objective {
    /** What users probably like: pure exploitation, as a recommender does. */
    HIGHEST,
    /** What users probably dislike. */
    LOWEST
  }

  /** Which predictions to ask about. */
  public record Parameters(@Setting("which predicted ratings to ask about") Objective objective) {}

  @Override
  public String name() {
    return "predicted";
  }

  @Override
  public String description() {
    return "Asks for the pairs with the highest, or the lowest, predicted rating.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c of  m(c)  (objective: highest) or  -m(c)  (objective: lowest)
        with m(c) the predicted rating""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Elahi, Ricci and Rubens 2016, A survey of active learning in collaborative filtering recommender
        systems, Computer Science Review 20""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Objective.HIGHEST);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of();
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Ranking(parameters.objective() == Objective.HIGHEST ? 1 : -1);
  }

  private static final class Ranking implements QueryStrategy, Acquisition {
    private final BatchSelector selector = new BatchSelector(Selection.TOP, 1);
    private final PredictedMeans means;

    Ranking(double sign) {
      means = new PredictedMeans(sign);
    }

    @Override
    public int[] select(QueryRound round) {
      means.follow(round);
      return selector.select(round, this);
    }

    @Override
    public double score(int user, int item) {
      return means.products().of(user, item);
    }

    @Override
    public void scoreUser(int user, int[] items, int count, double[] scores) {
      means.products().ofUser(user, items, count, scores);
    }

    @Override
    public void scoreItem(int item, int[] users, int count, double[] scores) {
      means.products().ofItem(item, users, count, scores);
    }

    @Override
    public void assumeAnswered(int user, int item) {
      // The answer to be expected is the prediction itself, which moves nothing.
    }
  }
}
