/**
 * Stopping rules as they are written in YAML: read, written back and described. What they are is
 * the affair of the simulator, and who ends by one that of whoever asks.
 */
package org.querent.experiments.stopping;
