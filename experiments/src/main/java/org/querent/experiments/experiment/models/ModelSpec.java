package org.querent.experiments.experiment.models;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.querent.core.features.ConsumptionField;
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

  /** This model with the log of who has consumed what, if it has one, in another place. */
  public ModelSpec at(UnaryOperator<Path> paths) {
    return new ModelSpec(label, ConsumptionField.at(features, paths), model, training, strategies);
  }

  /** Copies the lists. */
  public ModelSpec {
    features = List.copyOf(features);
    strategies = List.copyOf(strategies);
  }
}
