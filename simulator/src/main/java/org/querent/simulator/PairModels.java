package org.querent.simulator;

import jakarta.inject.Inject;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.model.EngineKind;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.TrainingSettings;
import org.querent.core.random.RandomStreams;

/** Makes models of plain users and items. */
final class PairModels implements ModelFactory {
  private final Engines engines;

  @Inject
  PairModels(Engines engines) {
    this.engines = engines;
  }

  @Override
  public FactorizationMachine create(
      int users,
      int items,
      ModelSettings settings,
      TrainingSettings training,
      EngineKind engine,
      RandomStreams streams) {
    return new FactorizationMachine(
        FeatureSpace.ofPairs(users, items),
        Design.identity(0, users),
        Design.identity(users, items),
        settings,
        training,
        streams,
        engines.get(engine));
  }
}
