/**
 * Tables that compare models on one data set: each row is a model fitted on every part of a split,
 * with its errors and the seconds of a fit.
 *
 * <p>What a benchmark is, how it is read from YAML, and how it is run. Query strategies do not
 * occur here; learning curves are in {@code run} and {@code report}.
 */
package org.querent.experiments.benchmark;
