package org.querent.simulator.judge.basic;

import java.util.Arrays;
import java.util.Optional;
import org.querent.core.data.Ratings;
import org.querent.core.settings.Setting;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.judge.RatingPredictor;

/** Predicts alike for everybody: by how many rated an item, and how on average. */
public final class Popularity implements LearnerProvider<Popularity.Parameters> {
  /** What draws the means of items to that of all ratings. */
  public record Parameters(
      @Setting(
              value = "as many ratings at the mean of all are added to an item's",
              min = 0,
              max = 1e9)
          double damping) {}

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public String description() {
    return "Predicts the smoothed mean rating of an item, and recommends the items with the most known ratings.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        r(u, i) = (sum of the known ratings of i + damping m) / (n_i + damping)
        with n_i the number of these ratings and m the mean of all known ones; lists are by n_i""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(5);
  }

  @Override
  public Learner create(Parameters parameters) {
    return (known, streams) -> fit(known, parameters.damping());
  }

  private static RatingPredictor fit(Ratings known, double damping) {
    double[] counts = new double[known.itemCount()];
    double[] sums = new double[counts.length];
    for (int n = 0; n < known.size(); n++) {
      counts[known.item(n)]++;
      sums[known.item(n)] += known.rating(n);
    }
    double mean = Arrays.stream(sums).sum() / known.size();
    return new RatingPredictor() {
      @Override
      public double rating(int user, int item) {
        double weight = counts[item] + damping;
        return weight == 0 ? mean : (sums[item] + damping * mean) / weight;
      }

      @Override
      public void scores(int user, double[] scores) {
        System.arraycopy(counts, 0, scores, 0, scores.length);
      }
    };
  }
}
