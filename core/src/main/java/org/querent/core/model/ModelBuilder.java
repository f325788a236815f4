package org.querent.core.model;

import java.util.Optional;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FeatureSpace;
import org.querent.core.fit.RatingGraph;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.posterior.Thresholds;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

/**
 * Makes a {@link FactorizationMachine} without ratings. Unless something else is said, it is {@link
 * ModelSettings#DEFAULTS}, fitted as its type usually is, on one thread of this machine, with the
 * seed 1. Not thread-safe.
 */
public final class ModelBuilder {
  private final FeatureSpace space;
  private final Design left;
  private final Design right;
  private final RatingUnit unit;
  private ModelSettings settings = ModelSettings.DEFAULTS;
  private Optional<TrainingSettings> training = Optional.empty();
  private RandomStreams streams = new RandomStreams(1);
  private Optional<Engine> engine = Optional.empty();
  private Optional<RatingScale> scale = Optional.empty();

  private ModelBuilder(FeatureSpace space, Design left, Design right, RatingUnit unit) {
    this.space = space;
    this.left = left;
    this.right = right;
    this.unit = unit;
  }

  /** A model of the users and items of a data set, whose rows are their indices. */
  public static ModelBuilder of(Ratings ratings) {
    return of(FeatureMap.plain(ratings), ratings.scale());
  }

  /**
   * A model of declared fields.
   *
   * @param scale the range of ratings, from which their unit comes
   */
  public static ModelBuilder of(FeatureMap features, RatingScale scale) {
    return of(features.space(), features.users(), features.items(), RatingUnit.of(scale))
        .scale(scale);
  }

  /**
   * A model of any features.
   *
   * @param left what each user activates
   * @param right what each item activates
   * @param unit that of the ratings
   */
  public static ModelBuilder of(FeatureSpace space, Design left, Design right, RatingUnit unit) {
    return new ModelBuilder(space, left, right, unit);
  }

  /** The scale of the ratings, which a likelihood of steps needs to know. */
  public ModelBuilder scale(RatingScale other) {
    scale = Optional.of(other);
    return this;
  }

  /** What the model is. */
  public ModelBuilder settings(ModelSettings other) {
    settings = other;
    return this;
  }

  /** How it is fitted. */
  public ModelBuilder training(TrainingSettings other) {
    training = Optional.of(other);
    return this;
  }

  /** Where its random numbers come from. */
  public ModelBuilder streams(RandomStreams other) {
    streams = other;
    return this;
  }

  /** What computes it. */
  public ModelBuilder engine(Engine other) {
    engine = Optional.of(other);
    return this;
  }

  /**
   * The model.
   *
   * @throws IllegalArgumentException if model, training and engine do not go together
   * @throws org.querent.core.data.DatasetException if the likelihood is of steps that the scale
   *     does not have
   */
  public FactorizationMachine build() {
    return new FactorizationMachine(
        new ModelState(
            new Machine(space, left, right, settings, Thresholds.of(settings, scale, unit)),
            new RatingGraph(left.rows(), right.rows()),
            unit,
            settings,
            training.orElseGet(() -> TrainingSettings.defaults(settings.type())),
            streams,
            engine.orElseGet(() -> new CpuEngine(1))));
  }
}
