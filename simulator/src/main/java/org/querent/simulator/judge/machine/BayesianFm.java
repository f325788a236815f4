package org.querent.simulator.judge.machine;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;

/** A Bayesian factorization machine, sampled by Gibbs. */
public final class BayesianFm implements LearnerProvider<BayesianFm.Parameters> {
  private static final ModelSettings MODEL = ModelSettings.defaults(ModelType.BAYESIAN_FM);
  private static final TrainingSettings TRAINING = TrainingSettings.defaults(ModelType.BAYESIAN_FM);

  /** How large the model is and how much it is sampled. */
  public record Parameters(
      @Setting(value = "length of the vectors", min = 0, max = 1024) int factors,
      @Setting(value = "samples, those that are burnt in included", min = 2, max = 100_000)
          int samples,
      @Setting(value = "first samples that do not predict", min = 0, max = 100_000) int burnIn) {
    /** Refuses to burn in all. */
    public Parameters {
      if (burnIn >= samples) {
        throw new IllegalArgumentException("burn-in must leave a sample to predict with");
      }
    }
  }

  @Override
  public String name() {
    return "bayesian-fm";
  }

  @Override
  public String description() {
    return "Predicts by the samples of a Bayesian factorization machine, with variances.";
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        "Freudenthaler, Schmidt-Thieme and Rendle 2011, Bayesian factorization machines, NIPS workshop");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(MODEL.factors(), TRAINING.sweeps(), TRAINING.heldSweeps());
  }

  @Override
  public Learner create(Parameters parameters) {
    return (known, streams) ->
        FittedMachine.of(
            known,
            MODEL.withFactors(parameters.factors()),
            TRAINING.withSweeps(parameters.samples(), parameters.burnIn()),
            streams);
  }
}
