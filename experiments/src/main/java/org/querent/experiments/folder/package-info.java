/**
 * What is on the disk of an experiment: logs of runs, their checkpoints, seals and times, who
 * played them, and those who read all this and tell whether it is as it was written.
 *
 * <p>A run folder is written so that whatever stands under its final name is complete. Who plays
 * the runs is in {@code run}, what is made of the numbers in {@code statistics}, how they are shown
 * in {@code report}.
 */
package org.querent.experiments.folder;
