/**
 * Playing an experiment: all its runs in parallel, into one folder.
 *
 * <p>A run folder is written so that whatever stands under its final name is complete. What the
 * numbers mean is in {@code statistics}, how they are shown in {@code report}.
 */
package org.querent.experiments.run;
