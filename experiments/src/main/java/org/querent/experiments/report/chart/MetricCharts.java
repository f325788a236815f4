package org.querent.experiments.report.chart;

import java.util.Optional;

/**
 * The learning curves of a metric.
 *
 * @param metric its key
 * @param label what it is called in a menu
 * @param values the metric itself
 * @param relative its differences to the baseline, where there is one to compare with
 */
public record MetricCharts(
    String metric, String label, LineChart values, Optional<LineChart> relative) {}
