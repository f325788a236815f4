package org.querent.core.saved;

import java.util.List;

/**
 * The parts that a prediction and its epistemic variance are the sums of.
 *
 * <p>The mean has a part for the bias, for the slope of each active feature, and for each pair of
 * them. So has the variance; what is left are covariances: in a posterior, of the parts that a
 * feature is common to, in a sampled model those of all parts together.
 *
 * @param mean the parts of the mean, in the unit of the ratings
 * @param variance the parts of the variance, in its square
 */
public record Explanation(Parts mean, Parts variance) {
  /**
   * Parts of a sum, largest first by absolute value.
   *
   * @param largest those that are told apart
   * @param others how many more there are
   * @param sumOfOthers what they sum up to
   */
  public record Parts(List<Part> largest, int others, double sumOfOthers) {
    /** What all parts sum up to. */
    public double sum() {
      return largest.stream().mapToDouble(Part::value).sum() + sumOfOthers;
    }
  }

  /**
   * One part.
   *
   * @param name what it is due to, to people
   * @param value what it adds
   */
  public record Part(String name, double value) {}
}
