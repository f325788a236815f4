/**
 * The learner that asks: {@link org.querent.strategies.learner.ActiveLearner}, with what it knows
 * and what it may ask for.
 *
 * <p>It is told by a person or by an oracle, and does not know by which. How candidates are ranked
 * is the affair of its strategy, how a rating moves a model that of core.
 */
package org.querent.strategies.learner;
