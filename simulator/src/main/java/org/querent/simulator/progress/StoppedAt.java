package org.querent.simulator.progress;

/**
 * Where a stopping rule would have ended the interviews of a run.
 *
 * @param interviews how many there were
 * @param ended how many of these it would have ended before they were over
 * @param questions how many questions all of them would have had
 * @param rmse the error on what was held out, each interview's where it would have ended
 */
public record StoppedAt(int interviews, int ended, long questions, double rmse) {}
