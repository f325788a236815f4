/**
 * When and what an experiment measures: which curves it draws, and which lists of recommendations
 * are ranked for them. How it is measured is in the simulator.
 */
package org.querent.experiments.experiment.evaluate;
