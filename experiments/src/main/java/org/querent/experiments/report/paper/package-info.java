/**
 * Figures on paper: what {@code report.chart} describes, drawn as scalable vector graphics, as a
 * page of PDF and as an image.
 *
 * <p>Text is set in a typeface that comes along, so a figure looks alike on every machine, and the
 * same description always gives the same bytes. Nothing here decides what is in a figure.
 */
package org.querent.experiments.report.paper;
