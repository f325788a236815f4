/**
 * What a report says: its content, the finding, and how it writes numbers and texts.
 *
 * <p>What is drawn is described in {@code chart}; {@code page}, {@code paper} and {@code table} are
 * the formats, {@code files} writes all of them. The statistics that are shown do not live here,
 * nor does the layout of a run folder.
 */
package org.querent.experiments.report;
