package org.querent.strategies.variance;

import java.util.Optional;
import java.util.Set;
import org.querent.core.posterior.LevelPredictor;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Bayesian active learning by disagreement: the pair whose answer has the largest mutual
 * information with the parameters, 1/2 ln(1 + v / sigma^2) nats (Houlsby et al. 2011, Bayesian
 * active learning for classification and preference learning).
 *
 * <p>Where the noise is the same for all pairs, information ranks as the variance does: top and
 * greedy selection are those of {@code max-variance}, by the same scores. Where the model has noise
 * by user, they prefer who answers consistently. Where ratings are steps of a scale, the
 * information is that of the step, the entropy that it has less the one that it would have if the
 * prediction were certain: there is less near the ends of the scale. Stochastic selection differs
 * anyway: it draws by a power of the information, so that large variances count less. Since
 * information depends on bias and noise, which every answer moves, it is made anew for the whole
 * pool in every round.
 */
public final class Bald implements StrategyProvider<BatchParameters> {
  @Override
  public String name() {
    return "bald";
  }

  @Override
  public String description() {
    return "Asks for the pairs whose answers have the most information about the parameters.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c of  1/2 ln(1 + v(c) / sigma^2)
        with v(c) the epistemic variance and sigma^2 that of the noise, or the user's; in nats; where
        ratings are steps of a scale, H[E P] - E H[P] of the probabilities P of the steps""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Houlsby, Huszar, Ghahramani and Lengyel 2011, Bayesian active learning for classification and
        preference learning, arXiv:1112.5745""");
  }

  @Override
  public BatchParameters defaults() {
    return new BatchParameters(Selection.STOCHASTIC, 2);
  }

  @Override
  public Set<Trait> traits(BatchParameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(BatchParameters parameters) {
    QueryStrategy byInformation = byInformation(parameters);
    if (parameters.selection() == Selection.STOCHASTIC) {
      return byInformation;
    }
    QueryStrategy byVariance = new MaxVariance().create(parameters);
    return round -> (ranksByVariance(round.posterior()) ? byVariance : byInformation).select(round);
  }

  private static boolean ranksByVariance(Posterior posterior) {
    return posterior.hasCommonNoise() && !(posterior.answers() instanceof LevelPredictor);
  }

  private static QueryStrategy byInformation(BatchParameters parameters) {
    BatchSelector selector = parameters.newSelector();
    RoundVariances variances = new RoundVariances();
    return round -> {
      RemainingVariances remaining = variances.of(round);
      Acquisition information =
          round.posterior().answers() instanceof LevelPredictor levels
              ? new LevelInformation(remaining, levels)
              : new Information(remaining);
      return selector.select(round, RowChanges.EVERYTHING, information);
    };
  }

  /**
   * The information of a step of a scale; variances are those of what is felt, whose noise is 1.
   */
  private record LevelInformation(RemainingVariances variances, LevelPredictor levels)
      implements Acquisition {
    @Override
    public double score(int user, int item) {
      return levels.information(user, item, variances.epistemic(user, item));
    }

    @Override
    public void assumeAnswered(int user, int item) {
      variances.assumeAnswered(user, item);
    }
  }

  private record Information(RemainingVariances variances) implements Acquisition {
    @Override
    public double score(int user, int item) {
      double noise = variances.noiseOf(user, item);
      return Math.log1p(variances.epistemic(user, item) / noise) / 2;
    }

    @Override
    public void assumeAnswered(int user, int item) {
      variances.assumeAnswered(user, item);
    }
  }
}
