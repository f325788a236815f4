/**
 * What computes a model: the interface of engines, and the one that needs nothing but Java.
 *
 * <p>Others are found as services and loaded when they are asked for.
 *
 * <h2>Engines</h2>
 *
 * Given one side, the ratings of a row of the other enter a sweep, a sample or a batch of Adam
 * through a few sums only, and that is where engines differ ({@code RowSummation}): the cpu engine
 * loops over the ratings; the engines of ND4J multiply what is known of the rows with most ratings,
 * as a matrix, by what the other side is, and gather the rest in segments of equal length. What
 * follows from the sums is shared.
 */
package org.querent.core.engine;
