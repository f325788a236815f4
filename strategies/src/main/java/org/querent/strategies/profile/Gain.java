package org.querent.strategies.profile;

/**
 * What a question is worth.
 *
 * @param fall by how much an answer would lower the mean standard deviation of what the user would
 *     think of what they have not rated, in the unit of the ratings
 * @param probability that there is an answer
 * @param cost of an answer
 * @param refusalCost of a question that there is no answer to
 */
public record Gain(double fall, double probability, double cost, double refusalCost) {
  /** The fall to be expected of the question, answered or not. */
  public double expected() {
    return fall * probability;
  }

  /** The cost to be expected of the question. */
  public double expectedCost() {
    return cost * probability + refusalCost * (1 - probability);
  }
}
