package org.querent.simulator.oracle;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.KnownDesign;
import org.querent.strategies.variance.Target;

/**
 * The linear ceiling: greedy expected variance reduction that knows the factors. The run's model is
 * fitted once to all known ratings and all answers, the holdout's excepted, from the start that the
 * run's own has, and what it makes of users and items is what ratings are taken to be linear in;
 * {@link KnownDesign} has the formulas. So it tells how much asking well is worth where nothing is
 * lost because factors are not known yet. It cheats, so reports set it apart, and measure by it
 * what part of the ceiling others reach. Like all that looks one answer ahead it is a bound by
 * experience, not by proof.
 *
 * <p>Which answers are there decides what it asks, not what they say. Its learner is the one that
 * all strategies have, which knows the answers to what was asked and nothing else: only the choice
 * of questions cheats.
 */
public final class DesignOracle implements StrategyProvider<DesignOracle.Parameters> {
  /** For whom it asks. */
  public record Parameters(@Setting("the pairs whose variance is to fall") Target target) {}

  @Override
  public String name() {
    return "design-oracle";
  }

  @Override
  public String description() {
    return "Cheats: knows the factors, and asks for what lowers the summed variance the most.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c = (u, i) of
          [(S_u z_i)^T H_u (S_u z_i) + (S_i z_u)^T H_i (S_i z_u)] / (v(c) + sigma^2)
        with S_u = (A + sum of E[z_i z_i^T] / (sigma^2 + c_i) over what u is known to have rated)^-1, where c_i
        is the variance of the rating by what is not known of i, S_i likewise, H the sum of E[z z^T] over the
        candidates of the target that share the row, v(c) the variance of c by S_u and S_i; z = (1, mu),
        E[z z^T], the prior's precision A and the noise sigma^2 of a model that was fitted to all but the
        holdout; all that for what the query costs""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Yu, Bi and Tresp 2006, Active learning via transductive experimental design, ICML
        Pearl 1988, Probabilistic reasoning in intelligent systems""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Target.TEST_LIKE);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.CHEATS, Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new KnowsFactors(parameters.target());
  }

  /** The strategy that the simulator shows what everything says of the factors. */
  static final class KnowsFactors implements Disclosure.Cheat {
    private final BatchSelector selector = new BatchSelector(Selection.GREEDY, 1);
    private final Target target;

    /** Null until it is shown. */
    private @Nullable Supplier<Disclosure.Shown> shown;

    /** Null before the first round. */
    private @Nullable KnownDesign design;

    private KnowsFactors(Target target) {
      this.target = target;
    }

    @Override
    public void show(Supplier<Disclosure.Shown> what) {
      shown = what;
    }

    @Override
    public int[] select(QueryRound round) {
      if (shown == null) {
        throw new StrategyException(
            "the strategy design-oracle is not shown the factors within another; use it by itself");
      }
      if (design == null || design.candidates() != round.candidates()) {
        Posterior fitted = shown.get().ofAll().get();
        if (!fitted.isPlain()) {
          throw new StrategyException(
              "the strategy design-oracle knows plain users and items only, described by nothing but"
                  + " consumption; leave other features out");
        }
        design = new KnownDesign(fitted, round.candidates(), target);
      }
      return selector.select(round, RowChanges.EVERYTHING, design.after(round.history()));
    }
  }
}
