package org.querent.simulator.stopping;

/** Stops when all of several rules do at the same time. */
public final class AllRules implements StoppingProvider<SeveralRules> {
  @Override
  public String name() {
    return "all";
  }

  @Override
  public String description() {
    return "Stops when all of several rules do at the same time.";
  }

  @Override
  public SeveralRules defaults() {
    return SeveralRules.DEFAULTS;
  }

  @Override
  public StoppingRule create(SeveralRules parameters) {
    return parameters.by(said -> !said.contains(false));
  }
}
