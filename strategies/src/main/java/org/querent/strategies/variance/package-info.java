/**
 * Strategies that rank candidates by what they know about variances, in closed form.
 *
 * <p>The variances that fall as a batch grows are kept here, apart from the posterior. How a batch
 * is chosen from scores is in {@code selection}.
 */
package org.querent.strategies.variance;
