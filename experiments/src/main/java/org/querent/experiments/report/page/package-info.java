/**
 * A report as a page that needs no network: its template, its style, its scripts and the data that
 * they draw.
 *
 * <p>The scripts draw the descriptions of {@code report.chart} and change them as readers ask for:
 * another metric, another baseline, a part of the axis. What the tables say is in {@code
 * report.table}; who serves the page while an experiment is played is in {@code live}.
 */
package org.querent.experiments.report.page;
