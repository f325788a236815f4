package org.querent.strategies.variance;

import java.util.Optional;
import java.util.Set;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Expected model change: the pair whose answer moves the parameters the furthest, in expectation
 * (Settles, Craven and Ray 2008, Multiple-instance active learning; for factor models Karimi et al.
 * 2011, Towards optimal active learning for matrix factorization in recommender systems). Here the
 * change is the length of the step that the answer moves the means of bias and rows by, to first
 * order, all parameters standardised by the scale of the ratings:
 *
 * <pre>
 *   sqrt(2 / pi) sqrt((s_0^2 + |S_u z_i|^2 + |S_i z_u|^2) / (v + sigma^2))
 * </pre>
 *
 * <p>It depends on bias and noise, which every answer moves, so the whole pool is scored anew in
 * every round. Cost: O((candidates + rows) * k), or k times that if the covariance is full.
 */
public final class ExpectedModelChange implements StrategyProvider<BatchParameters> {
  @Override
  public String name() {
    return "expected-model-change";
  }

  @Override
  public String description() {
    return "Asks for the pairs whose answers are expected to move the parameters the furthest.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of
          sqrt(2 / pi) sqrt((s0^2 + |S_u z_i|^2 + |S_i z_u|^2) / (v(c) + sigma^2))
        with S the covariance of a row, z = (1, mu) the sensitivity to it, s0 the variance of the bias,
        v(c) the epistemic variance and sigma^2 that of the noise, all of standardised ratings""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Settles, Craven and Ray 2008, Multiple-instance active learning, NIPS""");
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
    return round -> {
      double bias = round.posterior().standardised().biasVariance();
      ModelChange change = new ModelChange(variances.of(round), bias);
      return selector.select(round, RowChanges.EVERYTHING, change);
    };
  }
}
