package org.querent.experiments.run;

import java.io.Serializable;

/**
 * How an experiment is played here and now; its results are the same whatever they are.
 *
 * @param threads how many runs are played at a time
 * @param force whether to delete and play again what is complete
 * @param join whether to help another process that plays the experiment, rather than to refuse
 * @param checkpointSeconds how much time passes between two checkpoints of a run on the disk
 */
public record RunOptions(int threads, boolean force, boolean join, double checkpointSeconds)
    implements Serializable {}
