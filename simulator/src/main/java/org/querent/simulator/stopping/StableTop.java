package org.querent.simulator.stopping;

import java.util.Set;
import java.util.stream.Collectors;
import org.querent.core.settings.Setting;
import org.querent.strategies.profile.Recommendation;

/** Stops when answers do not change any more what would be recommended. */
public final class StableTop implements StoppingProvider<StableTop.Parameters> {
  /** What has to stay, and how long. */
  public record Parameters(
      @Setting(value = "how many of the best items have to stay, in any order", min = 1) int items,
      @Setting(value = "answers over which they have to stay", min = 1) int answers) {}

  @Override
  public String name() {
    return "stable-top";
  }

  @Override
  public String description() {
    return "Stops when the best items have stayed the same over some answers.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters(5, 3);
  }

  @Override
  public StoppingRule create(Parameters parameters) {
    return new Following(parameters);
  }

  private static final class Following implements StoppingRule {
    private final Parameters parameters;
    private Set<Integer> best = Set.of();

    /** How many answers there were when these became the best. */
    private int since;

    Following(Parameters parameters) {
      this.parameters = parameters;
    }

    @Override
    public boolean isEnough(Standing standing) {
      Set<Integer> now =
          standing.profile().best(parameters.items()).stream()
              .map(Recommendation::item)
              .collect(Collectors.toSet());
      if (!now.equals(best)) {
        best = now;
        since = standing.answered();
      }
      return standing.answered() - since >= parameters.answers();
    }
  }
}
