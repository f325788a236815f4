package org.querent.simulator;

import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.TrainingSettings;
import org.querent.core.random.RandomStreams;

/** Makes the model of a run. */
public interface ModelFactory {
  /** A model without ratings over the given numbers of users and items. */
  FactorizationMachine create(
      int users,
      int items,
      ModelSettings settings,
      TrainingSettings training,
      RandomStreams streams);
}
