package org.querent.simulator.stopping;

import org.querent.core.settings.Setting;

/** Stops after a number of questions. */
public final class Budget implements StoppingProvider<Budget.Parameters> {
  /** How much may be asked. */
  public record Parameters(
      @Setting(value = "questions after which to stop", min = 1) int questions) {}

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public String description() {
    return "Stops after a number of questions.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(10);
  }

  @Override
  public StoppingRule create(Parameters parameters) {
    return standing -> standing.asked() >= parameters.questions();
  }
}
