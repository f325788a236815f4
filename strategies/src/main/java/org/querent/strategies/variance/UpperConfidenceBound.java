package org.querent.strategies.variance;

import java.util.Optional;
import java.util.Set;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Optimism in the face of uncertainty: the pair with the largest mean + weight * standard deviation
 * (Auer 2002, Using confidence bounds for exploitation-exploration trade-offs; Li et al. 2010, A
 * contextual-bandit approach to personalized news article recommendation). Greedy selection lets
 * the deviations fall as a batch grows and holds the means, since the answer to be expected is the
 * mean (GP-BUCB: Desautels, Krause and Burdick 2014, Parallelizing exploration-exploitation
 * tradeoffs).
 *
 * <p>Mean and variance of the bias are left out: what is common to all pairs makes none of them
 * better than another, and scores can be kept while their rows are.
 */
public final class UpperConfidenceBound
    implements StrategyProvider<UpperConfidenceBound.Parameters> {
  /** How optimistic to be, and how the batch is chosen: {@code top} or {@code greedy}. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores: top or greedy") Selection selection,
      @Setting(value = "weight of the standard deviation", min = 0, max = 1000) double weight) {

    /**
     * Refuses stochastic selection, since bounds may be negative.
     *
     * @throws IllegalArgumentException if selection is stochastic
     */
    public Parameters {
      if (selection == Selection.STOCHASTIC) {
        throw new IllegalArgumentException(
            "stochastic selection needs scores that are not negative; use top or greedy");
      }
    }
  }

  @Override
  public String name() {
    return "ucb";
  }

  @Override
  public String description() {
    return "Asks for the pairs with the highest upper confidence bound of their predicted rating.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c of  m(c) + weight sqrt(v(c))
        with m(c) the predicted rating and v(c) the epistemic variance without that of the bias""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Auer 2002, Using confidence bounds for exploitation-exploration trade-offs, JMLR 3""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.GREEDY, 1);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    BatchSelector selector = new BatchSelector(parameters.selection(), 1);
    PredictedMeans means = new PredictedMeans(1);
    RoundVariances variances = new RoundVariances();
    return round -> {
      means.follow(round);
      return selector.select(round, new Bound(means, variances.of(round), parameters.weight()));
    };
  }

  /** The bound of every pair in a round. */
  private static final class Bound implements Acquisition {
    private final PredictedMeans means;
    private final RemainingVariances variances;
    private final double weight;

    /** Variances of the row that is being scored, as long as the longest so far. */
    private double[] rowVariances = {};

    Bound(PredictedMeans means, RemainingVariances variances, double weight) {
      this.means = means;
      this.variances = variances;
      this.weight = weight;
    }

    @Override
    public double score(int user, int item) {
      return bound(means.products().of(user, item), variances.score(user, item));
    }

    private double bound(double mean, double variance) {
      // Rounding may take a variance that has fallen to 0 below it.
      return mean + weight * Math.sqrt(Math.max(0, variance));
    }

    @Override
    public void scoreUser(int user, int[] items, int count, double[] scores) {
      means.products().ofUser(user, items, count, scores);
      variances.scoreUser(user, items, count, reserve(count));
      addDeviations(scores, count);
    }

    @Override
    public void scoreItem(int item, int[] users, int count, double[] scores) {
      means.products().ofItem(item, users, count, scores);
      variances.scoreItem(item, users, count, reserve(count));
      addDeviations(scores, count);
    }

    private double[] reserve(int count) {
      if (rowVariances.length < count) {
        rowVariances = new double[count];
      }
      return rowVariances;
    }

    private void addDeviations(double[] scores, int count) {
      for (int n = 0; n < count; n++) {
        scores[n] = bound(scores[n], rowVariances[n]);
      }
    }

    @Override
    public void assumeAnswered(int user, int item) {
      variances.assumeAnswered(user, item);
    }
  }
}
