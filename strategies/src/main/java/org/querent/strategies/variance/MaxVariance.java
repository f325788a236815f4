package org.querent.strategies.variance;

import java.util.Optional;
import java.util.Set;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Uncertainty sampling: the pair whose predicted rating is the least certain. The same ranking as
 * by mutual information, 1/2 ln(1 + v / sigma^2), where the noise is the same for all. The variance
 * of the bias, as common to all, is left out of the score, so that scores can be kept while their
 * rows are; stochastic selection draws by a power of what remains.
 */
public final class MaxVariance implements StrategyProvider<BatchParameters> {
  @Override
  public String name() {
    return "max-variance";
  }

  @Override
  public String description() {
    return "Asks for the pairs whose predicted rating has the largest epistemic variance.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of  v(c)
        with v(c) the epistemic variance of the predicted rating""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Lewis and Gale 1994, A sequential algorithm for training text classifiers, SIGIR
        MacKay 1992, Information-based objective functions for active data selection, Neural
        Computation 4""");
  }

  @Override
  public BatchParameters defaults() {
    return new BatchParameters(Selection.TOP, 2);
  }

  @Override
  public Set<Trait> traits(BatchParameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(BatchParameters parameters) {
    BatchSelector selector = parameters.newSelector();
    RoundVariances variances = new RoundVariances();
    return round -> selector.select(round, variances.of(round));
  }
}
