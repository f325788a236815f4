/**
 * Experiments: from a YAML file to a run folder, a report, and folders side by side.
 *
 * <p>Here is what all of it shares: the exception of what users can mend, the running build, the
 * wiring. {@code yaml} reads and checks text, {@code experiment} says what an experiment is, {@code
 * run} plays it, {@code folder} is what is on the disk, {@code statistics} and {@code report} make
 * sense of the result, {@code across} puts several side by side, {@code cli} is the command line.
 */
package org.querent.experiments;
