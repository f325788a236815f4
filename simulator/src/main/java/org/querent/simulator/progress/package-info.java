/**
 * What a run tells while it goes on, and what it can be resumed from: points of its curve, queries,
 * times, states.
 *
 * <p>Files are not known here: a listener and whoever keeps checkpoints write them.
 */
package org.querent.simulator.progress;
