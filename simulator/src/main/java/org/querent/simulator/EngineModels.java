package org.querent.simulator;

import jakarta.inject.Inject;
import org.querent.core.data.RatingScale;
import org.querent.core.features.FeatureMap;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/** Makes models on the engines of this process. */
final class EngineModels implements ModelFactory {
  private final Engines engines;

  @Inject
  EngineModels(Engines engines) {
    this.engines = engines;
  }

  @Override
  public FactorizationMachine create(
      FeatureMap features,
      RatingScale scale,
      ModelSettings settings,
      TrainingSettings training,
      EngineKind engine,
      RandomStreams streams) {
    return ModelBuilder.of(features, scale)
        .settings(settings)
        .training(training)
        .streams(streams)
        .engine(engines.get(engine))
        .build();
  }
}
