/**
 * Strategies that choose by drawing: uniformly, or from the posterior.
 *
 * <p>Random is the yardstick of every other strategy. Strategies that rank by a variance are in
 * {@code variance}.
 */
package org.querent.strategies.sampling;
