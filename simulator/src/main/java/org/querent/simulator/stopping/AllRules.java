package org.querent.simulator.stopping;

import java.util.List;
import org.querent.core.settings.Setting;

/** Stops when all of several rules do at the same time. */
public final class AllRules implements StoppingProvider<AllRules.Parameters> {
  /** Which rules. */
  public record Parameters(@Setting("at least one rule") List<ConfiguredStopping<?>> of) {
    /** Copies the rules. */
    public Parameters {
      of = List.copyOf(of);
    }
  }

  @Override
  public String name() {
    return "all";
  }

  @Override
  public String description() {
    return "Stops when all of several rules do at the same time.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(List.of(ConfiguredStopping.of(new Budget())));
  }

  @Override
  public StoppingRule create(Parameters parameters) {
    List<? extends StoppingRule> rules =
        parameters.of().stream().map(ConfiguredStopping::create).toList();
    // All are asked, for some remember.
    return standing ->
        rules.stream().map(rule -> rule.isEnough(standing)).toList().stream().allMatch(it -> it);
  }
}
