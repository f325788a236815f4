/**
 * The models of an experiment: what each is, what it is where nothing is said, and how one is read.
 *
 * <p>With which strategies they are played is in {@code experiment}, how they compute in core.
 */
package org.querent.experiments.experiment.models;
