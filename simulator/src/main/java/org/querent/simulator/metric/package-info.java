/**
 * How well a posterior predicts what it has not seen: errors, intervals, calibration, drift from a
 * fit from scratch, and how unsure it is of what is left to ask for.
 *
 * <p>When it is measured, and who is told, is not known here.
 */
package org.querent.simulator.metric;
