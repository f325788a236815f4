package org.querent.simulator.stopping;

/** Stops when one of several rules does. */
public final class AnyRule implements StoppingProvider<SeveralRules> {
  @Override
  public String name() {
    return "any";
  }

  @Override
  public String description() {
    return "Stops when one of several rules does.";
  }

  @Override
  public SeveralRules defaults() {
    return SeveralRules.DEFAULTS;
  }

  @Override
  public StoppingRule create(SeveralRules parameters) {
    return parameters.by(said -> said.contains(true));
  }
}
