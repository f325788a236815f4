package org.querent.simulator.stopping;

import java.util.List;
import java.util.function.Predicate;
import org.querent.core.settings.Setting;

/**
 * Which rules stop together.
 *
 * @param of the rules, which may be of several again
 */
public record SeveralRules(@Setting("at least one rule") List<ConfiguredStopping<?>> of) {
  /** The budget alone. */
  static final SeveralRules DEFAULTS =
      new SeveralRules(List.of(ConfiguredStopping.of(new Budget())));

  /** Copies the rules. */
  public SeveralRules {
    of = List.copyOf(of);
  }

  /** A rule by what all of them say in each case; all are asked, for some remember. */
  StoppingRule by(Predicate<List<Boolean>> isEnough) {
    List<? extends StoppingRule> rules = of.stream().map(ConfiguredStopping::create).toList();
    return standing -> isEnough.test(rules.stream().map(rule -> rule.isEnough(standing)).toList());
  }
}
