package org.querent.experiments.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.querent.core.features.FieldSpec;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/**
 * What is fitted and how.
 *
 * @param fields what users and items activate
 * @param dataset the SHA-256 of the data, and anything else it is known by
 * @param asking what people are to be asked by, as the model notes it; its files then hold what it
 *     was fitted to, and a user without a rating, whose place new people take
 */
public record FitPlan(
    ModelSettings model,
    TrainingSettings training,
    List<FieldSpec> fields,
    FitOptions options,
    String dataset,
    Optional<ObjectNode> asking) {
  /** A model to predict with. */
  public FitPlan(
      ModelSettings model,
      TrainingSettings training,
      List<FieldSpec> fields,
      FitOptions options,
      String dataset) {
    this(model, training, fields, options, dataset, Optional.empty());
  }
}
