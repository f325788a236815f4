package org.querent.simulator.judge.machine;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;

/** A factorization machine of point estimates. */
public final class Fm implements LearnerProvider<Fm.Parameters> {
  private static final ModelSettings MODEL = ModelSettings.defaults(ModelType.FM);
  private static final TrainingSettings TRAINING = TrainingSettings.defaults(ModelType.FM);

  /** How large the model is and how it is fitted. */
  public record Parameters(
      @Setting(value = "length of the vectors", min = 0, max = 1024) int factors,
      @Setting(value = "passes over the ratings", min = 1, max = 100_000) int sweeps) {}

  @Override
  public String name() {
    return "fm";
  }

  @Override
  public String description() {
    return "Predicts by a factorization machine of point estimates.";
  }

  @Override
  public Optional<String> source() {
    return Optional.of("Rendle 2010, Factorization machines, ICDM");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(MODEL.factors(), TRAINING.sweeps());
  }

  @Override
  public Learner create(Parameters parameters) {
    return (known, streams) ->
        FittedMachine.of(
            known,
            MODEL.withFactors(parameters.factors()),
            TRAINING.withSweeps(parameters.sweeps(), 0),
            streams);
  }
}
