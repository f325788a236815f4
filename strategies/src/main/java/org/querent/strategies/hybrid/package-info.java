/**
 * Strategies that are made of others: one with a part of chance, two that share a batch, two that
 * follow each other, one that asks everybody the same.
 *
 * <p>A strategy within another is asked once a round at the most, with a generator of its own that
 * is derived from the round's, so that what one consumes does not shift another's. It sees all of
 * the round; that candidates it names may be taken already is made up for here. How a strategy of
 * one kind ranks candidates lives elsewhere.
 */
package org.querent.strategies.hybrid;
