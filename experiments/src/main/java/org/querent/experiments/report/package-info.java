/**
 * The files a reader of an experiment opens: a page, figures, a table and a summary.
 *
 * <p>Each format is one class behind {@link org.querent.experiments.report.ReportWriter}, and the
 * same content always gives the same bytes. The statistics that are shown do not live here, nor
 * does the layout of a run folder.
 */
package org.querent.experiments.report;
