/**
 * Who is asked, in which order, and when the model follows and is measured: anybody of one pool,
 * every user in turn, newcomers one after the other.
 *
 * <p>A protocol lets a {@link org.querent.strategies.learner.ActiveLearner} ask and an oracle
 * answer; how candidates are ranked and how ratings move a model is not known here.
 */
package org.querent.simulator.protocol;
