package org.querent.strategies.profile;

/**
 * What a question is worth.
 *
 * @param fall by how much an answer would lower the mean standard deviation of what the user would
 *     think of what they have not rated, in the unit of the ratings
 * @param probability that there is an answer
 * @param cost of an answer
 */
public record Gain(double fall, double probability, double cost) {
  /** The fall to be expected of the question, answered or not. */
  public double expected() {
    return fall * probability;
  }
}
