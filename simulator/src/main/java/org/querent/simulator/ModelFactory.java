package org.querent.simulator;

import org.querent.core.data.RatingScale;
import org.querent.core.features.FeatureMap;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/** Makes the model of a run. */
public interface ModelFactory {
  /**
   * A model without ratings of users and items with these features.
   *
   * @param scale what ratings may be
   * @throws org.querent.core.engine.EngineException if the engine cannot be had here
   */
  FactorizationMachine create(
      FeatureMap features,
      RatingScale scale,
      ModelSettings settings,
      TrainingSettings training,
      EngineKind engine,
      RandomStreams streams);
}
