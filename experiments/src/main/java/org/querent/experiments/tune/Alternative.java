package org.querent.experiments.tune;

import java.util.Map;
import java.util.stream.Collectors;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/**
 * What a seed may choose.
 *
 * @param values what is chosen of each setting, by its key, in the order of the experiment
 * @param model the model with these values
 * @param training how it is fitted with these values
 */
public record Alternative(
    Map<String, Object> values, ModelSettings model, TrainingSettings training) {
  /** The values of an alternative in words, such as "factors 8, sweeps 60". */
  static String words(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " " + value.getValue())
        .collect(Collectors.joining(", "));
  }
}
