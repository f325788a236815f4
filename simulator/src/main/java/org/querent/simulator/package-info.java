/**
 * The query loop: split, fit, ask, answer, retrain, evaluate.
 *
 * <p>{@link org.querent.simulator.Simulator} plays one run and streams curve points and answers to
 * a listener. YAML, files and terminals are not known here; how candidates are ranked is the affair
 * of the strategy it is given.
 */
package org.querent.simulator;
