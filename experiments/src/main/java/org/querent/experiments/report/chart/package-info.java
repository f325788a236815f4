/**
 * What the figures of a report show: marks, scales, colours, order, names and what a pointer is
 * told, as plain records.
 *
 * <p>A figure is described once, here. The page draws the description with D3, {@code report.paper}
 * draws it as vectors and as an image; neither decides what is in it. Lengths are in pixels of a
 * screen, or in the units of a sheet of paper, which are as large.
 */
package org.querent.experiments.report.chart;
