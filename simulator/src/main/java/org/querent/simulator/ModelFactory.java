package org.querent.simulator;

import org.querent.core.model.EngineKind;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.TrainingSettings;
import org.querent.core.random.RandomStreams;

/** Makes the model of a run. */
public interface ModelFactory {
  /**
   * A model without ratings over the given numbers of users and items.
   *
   * @throws org.querent.core.model.EngineException if the engine cannot be had here
   */
  FactorizationMachine create(
      int users,
      int items,
      ModelSettings settings,
      TrainingSettings training,
      EngineKind engine,
      RandomStreams streams);
}
