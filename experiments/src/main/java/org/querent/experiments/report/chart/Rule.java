package org.querent.experiments.report.chart;

/**
 * A dashed line to compare with.
 *
 * @param title what it says; may be empty
 * @param told whether who points at the figure is told of it
 * @param x where its points are
 * @param y how high they are
 */
public record Rule(String title, boolean told, double[] x, double[] y) {}
