package org.querent.simulator;

import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.oracle.Oracle;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;

/**
 * Makes the models of runs. Thread-safe.
 *
 * @param engines what models compute on
 */
record RunModels(Engines engines) {
  /** A model of some ratings, which it has not been told. */
  FactorizationMachine of(
      SimulationSettings settings, FeatureMap features, Ratings known, RandomStreams streams) {
    return ModelBuilder.of(features, known.scale())
        .settings(settings.model())
        .training(settings.training())
        .streams(streams)
        .engine(engines.get(settings.engine()))
        .build();
  }

  /**
   * What the model of a run would know if everything had been asked: fitted from the same start to
   * the initial ratings and to all that the oracle answers. Cost: a fit.
   */
  Posterior ofAll(
      SimulationSettings settings,
      FeatureMap features,
      DataSplit split,
      Oracle oracle,
      RandomStreams streams) {
    FactorizationMachine model = of(settings, features, split.initial(), streams);
    model.addAll(split.initial(), features.itemRows());
    for (int row = 0; row < split.pool().size(); row++) {
      int item = features.itemRow(split.pool().item(row), oracle.timestamp(row));
      model.add(features.userRow(split.pool().user(row)), item, oracle.answer(row));
    }
    model.fit();
    return model.posterior();
  }
}
