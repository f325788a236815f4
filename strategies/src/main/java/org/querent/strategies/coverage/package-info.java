/**
 * Strategies that spread queries over the space in which the model sees pairs.
 *
 * <p>They read where users and items are, not how unsure the model is of it. Strategies that rank
 * pairs one by one are elsewhere.
 */
package org.querent.strategies.coverage;
