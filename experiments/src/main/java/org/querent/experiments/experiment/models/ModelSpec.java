package org.querent.experiments.experiment.models;

import java.util.List;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.ModelSettings;

/**
 * One of the models that an experiment compares.
 *
 * @param label how files and reports call it; different for each model of an experiment
 * @param features what it describes users and items by
 * @param model what is fitted
 * @param training how it is fitted and follows the answers
 * @param strategies the labels of the strategies that are played with it
 */
public record ModelSpec(
    String label,
    List<FieldSpec> features,
    ModelSettings model,
    TrainingSpec training,
    List<String> strategies) {
  /** The key under which models are listed. */
  public static final String KEY = "models";

  /** Copies the lists. */
  public ModelSpec {
    features = List.copyOf(features);
    strategies = List.copyOf(strategies);
  }
}
