package org.querent.simulator.judge.machine;

import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.Predictor;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.judge.UncertainPredictor;

/** A factorization machine that was fitted to plain users and items. */
final class FittedMachine implements UncertainPredictor {
  private final Predictor predictor;

  private FittedMachine(Predictor predictor) {
    this.predictor = predictor;
  }

  /** Fits a machine on this thread. */
  static FittedMachine of(
      Ratings known, ModelSettings model, TrainingSettings training, RandomStreams streams) {
    FactorizationMachine machine =
        ModelBuilder.of(known).settings(model).training(training).streams(streams).build();
    machine.addAll(known);
    machine.fit();
    return new FittedMachine(machine.predictor());
  }

  @Override
  public double rating(int user, int item) {
    return predictor.mean(user, item);
  }

  @Override
  public double variance(int user, int item) {
    return predictor.predictiveVariance(user, item);
  }
}
