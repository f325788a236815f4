package org.querent.experiments.training;

import java.util.OptionalDouble;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.Predictor;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

/**
 * The errors of a model on known ratings, epoch after epoch. The predictions of a sampled model are
 * summed up sample by sample, so that an epoch costs one sample and not all. Not thread-safe.
 */
final class PairErrors {
  private final Ratings ratings;
  private final int[] itemRows;
  private final boolean sampled;

  /** The sums of the first {@code summed} samples' predictions, per rating. */
  private final double[] sums;

  private int summed;

  PairErrors(Ratings ratings, FeatureMap map, ModelSettings settings) {
    this.ratings = ratings;
    itemRows = new int[ratings.size()];
    for (int n = 0; n < itemRows.length; n++) {
      itemRows[n] = map.itemRow(ratings.item(n), ratings.timestamp(n));
    }
    sampled = settings.type() == ModelType.BAYESIAN_FM;
    sums = new double[sampled ? itemRows.length : 0];
  }

  /**
   * Root of the mean squared error of clipped predictions; empty if there is no rating, or no
   * sample yet.
   */
  OptionalDouble rmse(FactorizationMachine model) {
    if (itemRows.length == 0) {
      return OptionalDouble.empty();
    }
    if (sampled) {
      addSamples(model);
      if (summed == 0) {
        return OptionalDouble.empty();
      }
    }
    Predictor predictor = model.predictor();
    double squares = 0;
    for (int n = 0; n < itemRows.length; n++) {
      double mean = sampled ? sums[n] / summed : predictor.mean(ratings.user(n), itemRows[n]);
      double error = ratings.scale().clip(mean) - ratings.rating(n);
      squares += error * error;
    }
    return OptionalDouble.of(Math.sqrt(squares / itemRows.length));
  }

  private void addSamples(FactorizationMachine model) {
    for (; summed < model.samples(); summed++) {
      for (int n = 0; n < itemRows.length; n++) {
        sums[n] += model.samplePrediction(summed, ratings.user(n), itemRows[n]);
      }
    }
  }
}
