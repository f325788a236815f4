/**
 * Runs of active learning played against held-back ratings: settings in, points of a curve out.
 *
 * <p>{@link org.querent.simulator.Simulator} parts the data, gives a {@link
 * org.querent.strategies.learner.ActiveLearner} an oracle in the place of a person, and plays a
 * protocol. YAML, files and terminals are not known here; how candidates are ranked is the affair
 * of the strategy it is given.
 *
 * <p>A query goes through {@code PoolPlay} (or another protocol), {@code Interviewer}, {@code
 * ActiveLearner}, {@code QueryCheck} and the strategy, which reads the posterior; its answer comes
 * from {@code Oracle} and goes by {@code Knowledge} to the model.
 */
package org.querent.simulator;
