/**
 * Settings that each seed chooses for itself by what it knows at the start: how they are written in
 * YAML, and how they are chosen. What an inner split is, and its error, is the simulator's affair.
 */
package org.querent.experiments.tune;
