/**
 * Drawings on paper: one drawing becomes scalable vector graphics, a page of PDF and an image.
 *
 * <p>Text is set in a typeface that comes along, so a figure looks alike on every machine, and the
 * same drawing always gives the same bytes. Nothing here knows what is drawn.
 */
package org.querent.experiments.report.figure;
