package org.querent.experiments.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.statistics.StrategySummary;

/**
 * Draws what a query took: a bar per strategy, in parts for the phases of a run.
 *
 * @param title of the figure
 * @param milliseconds per query, by strategy and phase
 * @param strategies those to draw, in this order
 */
record TimeChart(
    String title, Map<String, Map<String, Double>> milliseconds, List<String> strategies) {
  private static final String SUBTITLE =
      "Mean over all queries and seeds, on the machine that played the runs";

  /** Phases in the order of a run, with their names and colours; others come behind. */
  private static final List<String> PHASES = List.of("select", "fit", "evaluate");

  private static final List<String> COLOURS = List.of("#0072b2", "#e6a03c", "#9aa1a9", "#b8559a");
  private static final int ROW = 30;
  private static final int REST = 155;
  private static final double LONGEST_LABEL = 300;

  static Map<String, Double> perQuery(Map<String, Double> seconds, StrategySummary summary) {
    double queries = (double) summary.queries() * summary.seeds();
    Map<String, Double> milliseconds = new TreeMap<>();
    seconds.forEach((phase, sum) -> milliseconds.put(phase, 1000 * sum / queries));
    return milliseconds;
  }

  Figure draw(Lines lines, Look look) {
    return new Figure(
        "time",
        title,
        SUBTITLE + ". Bars: " + String.join(", ", lines.labels(strategies)),
        new Sheet(Sheet.WIDTH, REST + ROW * strategies.size()),
        Charts.drawing(() -> chart(lines, look)));
  }

  private JFreeChart chart(Lines lines, Look look) {
    List<String> phases = phases();
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    CategoryAxis rows = rows(look);
    for (String strategy : strategies) {
      SeriesKey key = fitting(lines.of(strategy).key(), look);
      rows.setTickLabelFont(key, look.type().regular(Look.TEXT, key.label()));
      for (String phase : phases) {
        data.addValue(milliseconds.get(strategy).getOrDefault(phase, 0.0), phase, key);
      }
    }
    NumberAxis axis = look.axis("milliseconds per query", Ticks.decimal());
    axis.setAutoRangeIncludesZero(true);
    CategoryPlot plot = new CategoryPlot(data, rows, axis, renderer(phases));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.stroke(List.of(), 0.8f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = look.chart(plot, title, SUBTITLE);
    chart.addSubtitle(look.legend(plot, phases, Sheet.WIDTH));
    return chart;
  }

  private List<String> phases() {
    TreeSet<String> measured = new TreeSet<>();
    strategies.forEach(strategy -> measured.addAll(milliseconds.get(strategy).keySet()));
    List<String> phases = new ArrayList<>(PHASES);
    phases.retainAll(measured);
    measured.removeAll(PHASES);
    phases.addAll(measured);
    return phases;
  }

  private static SeriesKey fitting(SeriesKey key, Look look) {
    String label =
        Look.shortened(key.label(), look.type().regular(Look.TEXT, key.label()), LONGEST_LABEL);
    return new SeriesKey(key.index(), label);
  }

  private static CategoryAxis rows(Look look) {
    CategoryAxis axis = new CategoryAxis();
    axis.setTickLabelFont(look.type().regular(Look.TEXT));
    axis.setTickLabelPaint(Look.INK);
    axis.setAxisLinePaint(Look.SOFT_INK);
    axis.setTickMarksVisible(false);
    axis.setMaximumCategoryLabelWidthRatio(0.5f);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    axis.setCategoryMargin(0.3);
    return axis;
  }

  private static StackedBarRenderer renderer(List<String> phases) {
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    for (int i = 0; i < phases.size(); i++) {
      int known = PHASES.indexOf(phases.get(i));
      renderer.setSeriesPaint(i, Color.decode(COLOURS.get(known < 0 ? COLOURS.size() - 1 : known)));
    }
    return renderer;
  }
}
