package org.querent.simulator.stopping;

import org.querent.core.settings.Setting;

/** Stops when the next question is expected to teach too little. */
public final class ExpectedGain implements StoppingProvider<ExpectedGain.Parameters> {
  /** What is too little. */
  public record Parameters(
      @Setting(
              value =
                  "fall of the mean standard deviation, in the unit of the ratings, that the next question must be expected to bring",
              min = 0)
          double below) {}

  @Override
  public String name() {
    return "expected-gain";
  }

  @Override
  public String description() {
    return "Stops when the next question is expected to lower what is uncertain by less than a limit.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(0.002);
  }

  @Override
  public StoppingRule create(Parameters parameters) {
    return standing -> standing.profile().gain(standing.next()).expected() < parameters.below();
  }
}
