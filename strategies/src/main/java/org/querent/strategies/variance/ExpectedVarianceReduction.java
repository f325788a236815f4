package org.querent.strategies.variance;

import org.querent.core.model.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Transductive experimental design: the pair whose answer lowers the summed variance of all pairs
 * in the pool the most; the formula is in the package documentation. Unlike the largest variance,
 * it does not waste queries on users and items that few other pairs share.
 */
public final class ExpectedVarianceReduction
    implements StrategyProvider<ExpectedVarianceReduction.Parameters> {
  /** How the batch is chosen. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores") Selection selection,
      @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
          double power) {}

  @Override
  public String name() {
    return "expected-variance-reduction";
  }

  @Override
  public String description() {
    return "Asks for the pairs whose answers lower the summed variance of the pool the most.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.GREEDY, 2);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Ranking(new BatchSelector(parameters.selection(), parameters.power()));
  }

  private static final class Ranking implements QueryStrategy {
    private final BatchSelector selector;

    /** Null before the first round. */
    private VarianceReduction reduction;

    Ranking(BatchSelector selector) {
      this.selector = selector;
    }

    @Override
    public int[] select(QueryRound round) {
      if (reduction == null || !reduction.fits(round.posterior())) {
        reduction = new VarianceReduction(round.posterior());
      } else {
        reduction.refresh(round.posterior(), round.changes());
      }
      reduction.sumUp(round.candidates());
      // Every answer leaves a sum over the pool, and so changes scores of rows that stay.
      return selector.select(round, RowChanges.EVERYTHING, reduction);
    }
  }
}
