package org.querent.simulator.judge.basic;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.RatingPredictor;

/** Regularised deviations of users and of items from the mean of all ratings. */
public final class Biases implements LearnerProvider<Biases.Parameters> {
  /** What draws the deviations to 0. */
  public record Parameters(
      @Setting(value = "as many ratings at the mean are added to a user's", min = 1e-6, max = 1e9)
          double userDamping,
      @Setting(value = "as many ratings at the mean are added to an item's", min = 1e-6, max = 1e9)
          double itemDamping) {}

  /** What holds where nobody says anything, also of the biases that other learners begin with. */
  public static final Parameters DEFAULTS = new Parameters(5, 5);

  @Override
  public String name() {
    return "biases";
  }

  @Override
  public String description() {
    return "Predicts the mean of all ratings, plus how much higher than that the user rates and the item is rated.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        r(u, i) = m + b_u + b_i, where m is the mean of the known ratings and the b minimise
        sum over known ratings of (r_ui - m - b_u - b_i)^2  +  user-damping sum_u b_u^2  +  item-damping sum_i b_i^2""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Koren 2010, Factor in the neighbors: scalable and accurate collaborative filtering, TKDD 4,
        section 2.1""");
  }

  @Override
  public Parameters defaults() {
    return DEFAULTS;
  }

  @Override
  public Learner create(Parameters parameters) {
    return (known, streams) -> {
      FittedBiases fitted = FittedBiases.of(known, parameters);
      return (RatingPredictor) fitted::rating;
    };
  }
}
