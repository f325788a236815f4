package org.querent.simulator.judge.als;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;

/** Alternating least squares with weighted regularisation, of what biases leave. */
public final class Als implements LearnerProvider<Als.Parameters> {
  /** How large the model is and how it is fitted. */
  public record Parameters(
      @Setting(value = "length of the vectors", min = 1, max = 1024) int factors,
      @Setting(value = "lambda, the weight of a vector's square, a rating", min = 1e-6, max = 1e6)
          double regularization,
      @Setting(value = "passes over users and items", min = 1, max = 100_000) int sweeps) {}

  @Override
  public String name() {
    return "als";
  }

  @Override
  public String description() {
    return "Predicts what biases do plus the product of a vector of the user and one of the item, by alternating least squares.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        r(u, i) = b_ui + <p_u, q_i>, where b are the biases as the learner biases has them and p, q minimise
        sum over known ratings of (r_ui - b_ui - <p_u, q_i>)^2
          + regularization (sum_u n_u |p_u|^2 + sum_i n_i |q_i|^2)
        with n the numbers of known ratings; all p, and then all q, are solved for in turn, beginning
        with small random q""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Zhou, Wilkinson, Schreiber and Pan 2008, Large-scale parallel collaborative filtering for the
        Netflix prize, AAIM (ALS with weighted-lambda-regularization)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(16, 0.3, 15);
  }

  @Override
  public Learner create(Parameters parameters) {
    return (known, streams) -> AlsPredictor.fit(known, parameters, streams.stream("als"));
  }
}
