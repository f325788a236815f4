/**
 * The tables of a report: as texts for the page and for papers, and with all digits for programs.
 * What the numbers mean is in {@code statistics}.
 */
package org.querent.experiments.report.table;
