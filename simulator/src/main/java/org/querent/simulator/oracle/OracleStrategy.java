package org.querent.simulator.oracle;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Knows all answers and asks for those that lower the error the most, to first order: how much
 * there would be to gain for a strategy. It cheats, so reports set it apart. As it looks one answer
 * ahead only, it is a bound by experience, not by proof.
 */
public final class OracleStrategy implements StrategyProvider<OracleStrategy.Parameters> {
  /** Whose error is to fall. */
  public record Parameters(
      @Setting("the ratings whose error is to fall: those left in the pool, or the holdout")
          ErrorOf target) {}

  /** The ratings whose error is to fall. */
  public enum ErrorOf {
    /**
     * What is left in the pool: an oracle that knows all answers, but not the questions to come.
     */
    POOL,
    /** The holdout itself. */
    TEST
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public String description() {
    return "Cheats: knows all answers, and asks for those that lower the error the most.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of  2 d_u^T b_u - d_u^T G_u d_u + 2 d_i^T b_i - d_i^T G_i d_i
        with d_u = S_u z_i (r(c) - m(c)) / (v(c) + sigma^2) what the answer r(c) moves the row of u by,
        b_u the sum of e z and G_u that of z z^T over the target's other ratings of u, e their errors now, z
        the sensitivity to the row, S its covariance, m and v the mean and variance of a pair, and d_i, b_i
        and G_i likewise""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(ErrorOf.TEST);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.CHEATS, Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new KnowsAnswers(parameters.target());
  }

  /** The strategy that the simulator shows the answers. */
  static final class KnowsAnswers implements Disclosure.Cheat {
    private final ErrorOf target;
    private final BatchSelector selector = new BatchSelector(Selection.GREEDY, 1);

    /** Null until it is shown. */
    private Disclosure.@Nullable Shown shown;

    private KnowsAnswers(ErrorOf target) {
      this.target = target;
    }

    @Override
    public void show(Supplier<Disclosure.Shown> what) {
      shown = what.get();
    }

    @Override
    public int[] select(QueryRound round) {
      if (shown == null) {
        throw new StrategyException(
            "the strategy oracle is not shown the answers within another; use it by itself");
      }
      Posterior posterior = round.posterior();
      Candidates candidates = round.candidates();
      double[] answers =
          posterior.isOfSteps() ? felt(posterior, candidates, shown.answers()) : shown.answers();
      OracleGains gains =
          target == ErrorOf.TEST
              ? new OracleGains(posterior, candidates, answers, shown.holdout())
              : new OracleGains(posterior, candidates, answers);
      return selector.select(round, RowChanges.EVERYTHING, gains);
    }
  }

  /** What was felt where the answers would be given, as far as what is predicted tells. */
  private static double[] felt(Posterior posterior, Candidates candidates, double[] answers) {
    double[] felt = answers.clone();
    for (int n = 0; n < candidates.size(); n++) {
      int candidate = candidates.open(n);
      if (!Double.isNaN(felt[candidate])) {
        felt[candidate] =
            posterior.felt(candidates.user(candidate), candidates.item(candidate), felt[candidate]);
      }
    }
    return felt;
  }
}
