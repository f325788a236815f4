package org.querent.simulator.oracle;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.learner.CandidatePool;

/**
 * Shows strategies what no strategy should know: those alone that are here to show how much there
 * would be to gain. One serves a run. Not thread-safe.
 */
public final class Disclosure {
  private final Oracle oracle;
  private final Supplier<Posterior> fit;

  /** What a model makes of everything; null until it is asked for. */
  private @Nullable Posterior fitted;

  /** What is shown. */
  record Shown(double[] answers, Ratings holdout, Supplier<Posterior> ofAll) {}

  /** The strategies that are shown it: classes of this package, which nobody can add to. */
  sealed interface Cheat extends QueryStrategy
      permits OracleStrategy.KnowsAnswers, DesignOracle.KnowsFactors {
    /** Is called before the first round. */
    void show(Supplier<Shown> shown);
  }

  /**
   * What a run could show.
   *
   * @param oracle knows all answers
   * @param fit makes what a model knows that was fitted to all known ratings and all answers, but
   *     not to the holdout; called at most once, by the first strategy that wants it
   */
  public Disclosure(Oracle oracle, Supplier<Posterior> fit) {
    this.oracle = oracle;
    this.fit = fit;
  }

  /** Whether a strategy is shown what no strategy should know, whoever made it. */
  public static boolean isShownTo(QueryStrategy strategy) {
    return strategy instanceof Cheat;
  }

  /**
   * Shows a strategy what no strategy should know, before its first round, if it is one that is
   * shown it.
   *
   * @param questions what may be asked
   * @param pool the candidates of these questions
   * @param holdout what the error is measured on
   * @return the strategy
   */
  public QueryStrategy to(
      QueryStrategy strategy, Questions questions, CandidatePool pool, Ratings holdout) {
    if (strategy instanceof Cheat cheat) {
      cheat.show(() -> new Shown(questions.answers(pool, oracle), holdout, this::ofAll));
    }
    return strategy;
  }

  private Posterior ofAll() {
    if (fitted == null) {
      fitted = fit.get();
    }
    return fitted;
  }
}
