package org.querent.strategies.variance;

import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Uncertainty sampling: the pair whose predicted rating is the least certain. The same ranking as
 * by mutual information, 1/2 ln(1 + v / sigma^2), since the noise is the same for all.
 */
public final class MaxVariance implements StrategyProvider<MaxVariance.Parameters> {
  /** How the batch is chosen. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores") Selection selection,
      @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
          double power) {}

  @Override
  public String name() {
    return "max-variance";
  }

  @Override
  public String description() {
    return "Asks for the pairs whose predicted rating has the largest epistemic variance.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.TOP, 2);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    BatchSelector selector = new BatchSelector(parameters.selection(), parameters.power());
    return round -> selector.select(round, acquisition(round));
  }

  private static Acquisition acquisition(QueryRound round) {
    RemainingVariances variances = RemainingVariances.of(round.posterior());
    return new Acquisition() {
      @Override
      public double score(int user, int item) {
        return variances.epistemic(user, item);
      }

      @Override
      public void assumeAnswered(int user, int item) {
        variances.assumeAnswered(user, item);
      }
    };
  }
}
