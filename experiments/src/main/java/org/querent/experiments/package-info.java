/**
 * Experiments: from a YAML file to a learning curve.
 *
 * <p>Only what all parts share lives here: the error a user can cause, and the wiring. {@code yaml}
 * reads and checks text, {@code spec} says what an experiment is, {@code run} plays it into a
 * folder, {@code statistics} and {@code report} make sense of the result, {@code cli} is the
 * command line.
 */
package org.querent.experiments;
