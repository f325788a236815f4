/**
 * From scores to a batch of queries: the top of the list, greedy, or stochastic.
 *
 * <p>What a score means is the affair of the acquisition that makes it. Strategies that do not
 * score every candidate have no use for this package.
 */
package org.querent.strategies.selection;
