package org.querent.core.spec;

import org.querent.core.settings.Setting;

/**
 * How a model is fitted.
 *
 * @param sweeps passes over the ratings in a fit from scratch: sweeps of coordinate ascent, epochs
 *     of Adam, samples of Gibbs
 * @param heldSweeps the first of them, during which the priors are held while the noise moves:
 *     estimated from the start on, they let all factors collapse to zero; of Gibbs, those that are
 *     burnt in
 * @param batch examples per step of Adam
 * @param alpha Adam's step size
 * @param tolerance of coordinate ascent: a sweep that raises the bound by less, in nats a rating,
 *     ends first the holding of the priors and then the fit; 0 leaves both to their numbers
 */
public record TrainingSettings(
    @Setting("how the model is fitted") Optimizer optimizer,
    @Setting("how Adam takes the expected loss") Estimator estimator,
    @Setting(value = "passes over the ratings in a fit from scratch", min = 1, max = 100_000)
        int sweeps,
    @Setting(value = "first passes, in which the priors are held", min = 0, max = 100_000)
        int heldSweeps,
    @Setting(value = "examples per step of Adam", min = 1, max = 10_000_000) int batch,
    @Setting(value = "step size of Adam", min = 1e-9, max = 1) double alpha,
    @Setting(value = "rise of the bound a rating below which a fit ends", min = 0, max = 1)
        double tolerance) {
  /** Sixty sweeps of coordinate ascent, the priors held for twenty. */
  public static final TrainingSettings DEFAULTS = defaults(Optimizer.COORDINATE_ASCENT);

  /** What holds for an optimiser where an experiment says nothing. */
  public static TrainingSettings defaults(Optimizer optimizer) {
    return switch (optimizer) {
      case COORDINATE_ASCENT ->
          new TrainingSettings(optimizer, Estimator.CLOSED_FORM, 60, 20, 1024, 1e-2, 0);
      case ADAM -> new TrainingSettings(optimizer, Estimator.CLOSED_FORM, 60, 20, 1024, 1e-2, 0);
      case GIBBS -> new TrainingSettings(optimizer, Estimator.CLOSED_FORM, 200, 20, 1024, 1e-2, 0);
    };
  }

  /** The settings of the optimiser that a kind of model usually has. */
  public static TrainingSettings defaults(ModelType type) {
    return defaults(type.usualOptimizer());
  }

  /** These settings with another number of passes, and of those that hold the priors. */
  public TrainingSettings withSweeps(int other, int held) {
    return new TrainingSettings(optimizer, estimator, other, held, batch, alpha, tolerance);
  }

  /** These settings with another way to take Adam's expected loss. */
  public TrainingSettings withEstimator(Estimator other) {
    return new TrainingSettings(optimizer, other, sweeps, heldSweeps, batch, alpha, tolerance);
  }

  /** These settings with batches of another size, and another step size, of Adam. */
  public TrainingSettings withSteps(int otherBatch, double otherAlpha) {
    return new TrainingSettings(
        optimizer, estimator, sweeps, heldSweeps, otherBatch, otherAlpha, tolerance);
  }

  /** These settings with another rise of the bound below which a fit ends. */
  public TrainingSettings withTolerance(double other) {
    return new TrainingSettings(optimizer, estimator, sweeps, heldSweeps, batch, alpha, other);
  }

  /**
   * Refuses an optimiser that cannot fit a model.
   *
   * @throws IllegalArgumentException with the reason
   */
  public void requireFor(ModelSettings model) {
    boolean sampledModel = model.type() == ModelType.BAYESIAN_FM;
    if ((optimizer == Optimizer.GIBBS) != sampledModel) {
      throw new IllegalArgumentException(
          sampledModel
              ? "a bayesian-fm is sampled: it needs optimizer: gibbs"
              : "optimizer: gibbs samples a bayesian-fm; the other models are optimised");
    }
    if (estimator == Estimator.SAMPLED && optimizer != Optimizer.ADAM) {
      throw new IllegalArgumentException(
          "estimator: sampled goes with optimizer: adam; the others take expectations exactly");
    }
    if (estimator == Estimator.SAMPLED && model.type() == ModelType.FM) {
      throw new IllegalArgumentException(
          "estimator: sampled draws from a posterior, which an fm does not have");
    }
    if (tolerance > 0 && optimizer != Optimizer.COORDINATE_ASCENT) {
      throw new IllegalArgumentException(
          "tolerance: above 0 needs optimizer: coordinate-ascent, by which the bound never falls");
    }
    if (optimizer == Optimizer.ADAM && model.covariance() == Covariance.FULL) {
      throw new IllegalArgumentException(
          "covariance: full needs optimizer: coordinate-ascent; adam keeps one variance per"
              + " parameter");
    }
    if (optimizer == Optimizer.ADAM && model.noise() == RatingNoise.BY_USER) {
      throw new IllegalArgumentException(
          "noise: by-user needs optimizer: coordinate-ascent; adam learns the noise of all"
              + " ratings alone");
    }
    if (optimizer == Optimizer.ADAM && model.likelihood() != Likelihood.GAUSSIAN) {
      throw new IllegalArgumentException(
          "likelihood: ordinal or binary needs optimizer: coordinate-ascent; adam takes ratings for"
              + " numbers");
    }
  }

  /**
   * Refuses an engine that cannot fit this way.
   *
   * @throws IllegalArgumentException with the reason
   */
  public void requireFor(EngineKind engine) {
    boolean byRows = engine == EngineKind.ND4J || engine == EngineKind.CUDA;
    if (estimator == Estimator.SAMPLED && byRows) {
      throw new IllegalArgumentException(
          "estimator: sampled needs engine: cpu or opencl; it draws its noise example by example,"
              + " where nd4j and cuda compute by rows");
    }
  }
}
