package org.querent.core.spec;

/**
 * How a model takes new ratings in.
 *
 * @param sweeps how often the rows that are reached are visited; steps of Adam; whole passes if all
 *     rows are reached
 * @param neighbours how far the update goes
 * @param tolerance by how much the predictions of a row's own ratings must move, in quarters of the
 *     scale, root of the mean square, for its neighbours to be reached. Rows without ratings follow
 *     the prior once its means have moved by so much, or its variances by that part of themselves
 */
public record UpdateSettings(int sweeps, Neighbours neighbours, double tolerance) {
  /** Whole passes over all ratings. */
  public static UpdateSettings passes(int count) {
    return new UpdateSettings(count, Neighbours.ALL, 0);
  }
}
