package org.querent.experiments.report;

import java.awt.Color;
import java.util.List;
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

/**
 * Draws what a query took: a bar per strategy, in parts for the phases of a run.
 *
 * @param title of the figure
 * @param times what to draw; strategies keep their order
 */
record TimeChart(String title, QueryTimes times) {
  private static final String SUBTITLE =
      "Mean over all queries and seeds, on the machine that played the runs";

  private static final List<String> COLOURS = List.of("#0072b2", "#e6a03c", "#9aa1a9", "#b8559a");
  private static final int ROW = 30;
  private static final int REST = 155;
  private static final double LONGEST_LABEL = 300;

  Figure draw(Lines lines, Look look) {
    return new Figure(
        "time",
        title,
        SUBTITLE + ". Bars: " + String.join(", ", lines.labels(strategies())),
        new Sheet(Sheet.WIDTH, REST + ROW * strategies().size()),
        Charts.drawing(() -> chart(lines, look)));
  }

  private JFreeChart chart(Lines lines, Look look) {
    List<String> phases = times.phases();
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    CategoryAxis rows = rows(look);
    for (String strategy : strategies()) {
      SeriesKey key = fitting(lines.of(strategy).key(), look);
      rows.setTickLabelFont(key, look.type().regular(Look.TEXT, key.label()));
      for (int i = 0; i < phases.size(); i++) {
        data.addValue(times.milliseconds().get(strategy).get(i), phases.get(i), key);
      }
    }
    NumberAxis axis = look.axis("milliseconds per query", Ticks.decimal());
    axis.setAutoRangeIncludesZero(true);
    CategoryPlot plot = new CategoryPlot(data, rows, axis, renderer(phases.size()));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.stroke(List.of(), 0.8f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = look.chart(plot, title, SUBTITLE);
    chart.addSubtitle(look.legend(plot, phases, Sheet.WIDTH));
    return chart;
  }

  private List<String> strategies() {
    return List.copyOf(times.milliseconds().keySet());
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

  private static StackedBarRenderer renderer(int phases) {
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    for (int i = 0; i < phases; i++) {
      renderer.setSeriesPaint(i, Color.decode(COLOURS.get(Math.min(i, COLOURS.size() - 1))));
    }
    return renderer;
  }
}
