package org.querent.simulator.stopping;

import java.util.List;
import org.querent.core.settings.Setting;

/** Stops when one of several rules does. */
public final class AnyRule implements StoppingProvider<AnyRule.Parameters> {
  /** Which rules. */
  public record Parameters(@Setting("at least one rule") List<ConfiguredStopping<?>> of) {
    /** Copies the rules. */
    public Parameters {
      of = List.copyOf(of);
    }
  }

  @Override
  public String name() {
    return "any";
  }

  @Override
  public String description() {
    return "Stops when one of several rules does.";
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
        rules.stream().map(rule -> rule.isEnough(standing)).toList().stream().anyMatch(it -> it);
  }
}
