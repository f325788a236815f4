package org.querent.simulator.stopping;

import org.querent.core.settings.Setting;
import org.querent.strategies.profile.Recommendation;

/** Stops when what would be recommended is certain enough. */
public final class MeanDeviation implements StoppingProvider<MeanDeviation.Parameters> {
  /** What is enough, and of what. */
  public record Parameters(
      @Setting(value = "how many of the best items count", min = 1) int items,
      @Setting(
              value =
                  "mean standard deviation of what is expected of them, in the unit of the ratings",
              min = 0)
          double below) {}

  @Override
  public String name() {
    return "mean-deviation";
  }

  @Override
  public String description() {
    return "Stops when the mean standard deviation of the recommendations is below a limit.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(10, 0.3);
  }

  @Override
  public StoppingRule create(Parameters parameters) {
    return standing ->
        standing.profile().best(parameters.items()).stream()
                .mapToDouble(Recommendation::deviation)
                .average()
                .orElse(0)
            < parameters.below();
  }
}
