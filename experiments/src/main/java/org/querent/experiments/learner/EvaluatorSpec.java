package org.querent.experiments.learner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.simulator.judge.ConfiguredLearner;

/**
 * A learner that judges the runs of an experiment, with its parameters.
 *
 * @param learner what it is
 * @param grid at which points it does
 */
public record EvaluatorSpec(ConfiguredLearner<?> learner, Grid grid) {
  /**
   * At which points of a run's curve a learner judges.
   *
   * @param every at the start, at the first point that reaches each multiple of so many queries,
   *     and at the end; at every point without it
   */
  public record Grid(
      @Setting(
              value = "queries between two points it judges at; without it all of the curve",
              min = 1)
          Optional<Integer> every) {
    /** All points. */
    public static final Grid ALL = new Grid(Optional.empty());
  }

  /**
   * How files and reports call it: its name, and what its parameters have beside their defaults.
   */
  public String label() {
    StringBuilder label = new StringBuilder(learner.provider().name());
    Map<String, Object> standard = PlainRecord.toPlain(learner.provider().defaults());
    PlainRecord.toPlain(learner.parameters())
        .forEach(
            (key, value) -> {
              if (!value.equals(standard.get(key))) {
                String text = value.toString().replaceAll("[^A-Za-z0-9.]+", "-");
                label.append('-').append(key).append('-').append(text);
              }
            });
    return label.toString();
  }

  /** The mapping that reads as the same, with every default filled in. */
  public Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", learner.provider().name());
    plain.putAll(PlainRecord.toPlain(learner.parameters()));
    plain.putAll(PlainRecord.toPlain(grid));
    return plain;
  }
}
