package org.querent.strategies.variance;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.VarianceReduction.Limits;

/**
 * Transductive experimental design: the pair whose answer lowers the summed variance of a target
 * the most, of all pairs in the pool if nothing else is said; the formula is in the package
 * documentation. Unlike the largest variance, it does not waste queries on users and items that few
 * other pairs share.
 *
 * <p>Where the covariance is diagonal, so is H. All of H would cost k times as much and is no
 * better: on MovieLens 100K, from 5,000 known ratings on with fixed priors, and from 20,000 on, k =
 * 8, 10,000 queries in batches of 500, eight seeds, the mean RMSE on the way was 0.0004 (-0.0008 to
 * 0.0015) and 0.0006 (-0.0008 to 0.0019) higher with it; and it ranks less as what the model's
 * update makes of an answer.
 */
public final class ExpectedVarianceReduction
    implements StrategyProvider<ExpectedVarianceReduction.Parameters> {
  /** How the batch is chosen, and for whom. */
  public record Parameters(
      @Setting("how a batch is chosen from the scores") Selection selection,
      @Setting(value = "exponent of the score in stochastic selection", min = 0, max = 1000)
          double power,
      @Setting("the pairs whose variance is to fall") Target target,
      @Setting("how noisy an answer is taken to be") Noise noise) {}

  @Override
  public String name() {
    return "expected-variance-reduction";
  }

  @Override
  public String description() {
    return "Asks for the pairs whose answers lower the summed variance of the pool the most.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of
          [(S_u z_i)^T H_u (S_u z_i) + (S_i z_u)^T H_i (S_i z_u)] / (v(c) + sigma^2 b(c))
        with S the covariance of a row, z = (1, mu) the sensitivity to it, H the sum of E[z z^T] over
        the candidates of the target that share the row (of user: H_i = 0), of which a diagonal S meets
        the diagonal only: sum over parameters j of S_jj^2 z_j^2 H_jj; v(c) the epistemic variance,
        sigma^2 that of the noise and b(c) 1, or the item's or user's (20 + sum of e^2) / (20 + n), where
        e^2 are the expected squares of the n known residuals, in units of sigma^2; all that for what the
        query costs""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Yu, Bi and Tresp 2006, Active learning via transductive experimental design, ICML
        Lakshminarayanan, Bouchard and Archambeau 2011, Robust Bayesian matrix factorisation, AISTATS
        Minoux 1978, Accelerated greedy algorithms for maximizing submodular set functions""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Selection.GREEDY, 2, Target.POOL, Noise.EQUAL);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Ranking(parameters);
  }

  private static final class Ranking implements QueryStrategy {
    private final BatchSelector selector;

    /** Drawing needs every gain, the best needs the largest ones. */
    private final Limits limits;

    private final Target target;
    private final Noise kind;

    /** Null before the first round. */
    private @Nullable AnswerNoise noise;

    /** Null before the first round, and where all is made anew. */
    private @Nullable VarianceReduction reduction;

    /** What {@code reduction} is of; null before the first round. */
    private @Nullable Candidates pool;

    Ranking(Parameters parameters) {
      selector = new BatchSelector(parameters.selection(), parameters.power());
      target = parameters.target();
      kind = parameters.noise();
      limits = parameters.selection() == Selection.STOCHASTIC ? Limits.NONE : Limits.DEFAULTS;
    }

    @Override
    public int[] select(QueryRound round) {
      Posterior posterior = round.posterior().standardised();
      if (noise == null
          || reduction == null
          || round.candidates() != pool
          || !reduction.fits(posterior)) {
        noise = new AnswerNoise(kind, round.posterior());
        reduction = null;
      }
      boolean renewed = noise.follow(round.posterior(), round.history());
      if (reduction != null && !renewed) {
        return selector.select(round, reduction.follow(posterior, round.changes()), reduction);
      }
      pool = round.candidates();
      reduction = new VarianceReduction(posterior, pool, target, noise, limits);
      return selector.select(round, RowChanges.EVERYTHING, reduction);
    }
  }
}
