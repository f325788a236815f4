package org.querent.simulator.judge.machine;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;

/** A variational factorization machine, fitted by coordinate ascent. */
public final class Vfm implements LearnerProvider<Vfm.Parameters> {
  private static final ModelSettings MODEL = ModelSettings.defaults(ModelType.VFM);
  private static final TrainingSettings TRAINING = TrainingSettings.defaults(ModelType.VFM);

  /** How large the model is and how it is fitted. */
  public record Parameters(
      @Setting(value = "length of the vectors", min = 0, max = 1024) int factors,
      @Setting("whether slope and factors of a feature are independent or have a full covariance")
          Covariance covariance,
      @Setting(value = "precision of the priors while they are held", min = 1e-6, max = 1e6)
          double priorPrecision,
      @Setting(value = "passes over the ratings", min = 1, max = 100_000) int sweeps) {}

  @Override
  public String name() {
    return "vfm";
  }

  @Override
  public String description() {
    return "Predicts by a variational factorization machine, with variances.";
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        "Rendle 2010, Factorization machines, ICDM; core/README.md says what is ours");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(MODEL.factors(), Covariance.FULL, 1, TRAINING.sweeps());
  }

  @Override
  public Learner create(Parameters parameters) {
    ModelSettings model =
        MODEL
            .change()
            .factors(parameters.factors())
            .covariance(parameters.covariance())
            .priorPrecision(parameters.priorPrecision())
            .build();
    TrainingSettings training = TRAINING.withSweeps(parameters.sweeps(), TRAINING.heldSweeps());
    return (known, streams) -> FittedMachine.of(known, model, training, streams);
  }
}
