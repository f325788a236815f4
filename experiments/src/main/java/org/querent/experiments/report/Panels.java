package org.querent.experiments.report;

import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.querent.experiments.report.figure.Sheet;

/**
 * Small charts of the same axes, one per strategy, in rows: where lines of 25 strategies in one
 * chart would be a tangle.
 */
final class Panels extends Plot {
  private static final long serialVersionUID = 1;

  /** What the title of a panel leaves free of its width. */
  private static final int MARGIN = 36;

  private static final float TICK = 10.5f;

  private final transient List<JFreeChart> charts;

  private Panels(List<JFreeChart> charts) {
    this.charts = charts;
  }

  /** Makes a chart for each strategy from its label and its plot. */
  static Panels of(List<String> labels, List<XYPlot> plots, Look look) {
    BiFunction<String, XYPlot, JFreeChart> panel = (label, plot) -> panel(label, plot, look);
    double width = width(labels.size()) - MARGIN;
    return new Panels(
        IntStream.range(0, labels.size())
            .mapToObj(i -> panel.apply(fitting(labels.get(i), width, look), plots.get(i)))
            .toList());
  }

  /** How many rows there are. */
  static int rows(int panels) {
    return (panels + columns(panels) - 1) / columns(panels);
  }

  /** How wide a panel is. */
  static int width(int panels) {
    return Sheet.WIDTH / columns(panels);
  }

  /** As many as keep the figure of 25 strategies on one page. */
  private static int columns(int panels) {
    if (panels <= 6) {
      return 3;
    }
    return panels <= 16 ? 4 : 5;
  }

  private static String fitting(String label, double width, Look look) {
    return Look.shortened(label, look.type().regular(Look.SMALL, label), width);
  }

  private static JFreeChart panel(String label, XYPlot plot, Look look) {
    look.style(plot);
    plot.setOutlineVisible(false);
    plot.getDomainAxis().setTickLabelFont(look.type().regular(TICK));
    plot.getRangeAxis().setTickLabelFont(look.type().regular(TICK));
    plot.getDomainAxis().setTickLabelInsets(new RectangleInsets(2, 0, 2, 0));
    plot.getRangeAxis().setTickLabelInsets(new RectangleInsets(0, 2, 0, 3));
    JFreeChart chart = new JFreeChart(null, look.type().regular(Look.TEXT), plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(0, 4, 8, 12));
    TextTitle title = new TextTitle(label, look.type().regular(Look.SMALL, label));
    title.setPaint(Look.INK);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setMaximumLinesToDisplay(1);
    title.setPadding(0, 2, 3, 0);
    chart.setTitle(title);
    return chart;
  }

  @Override
  public String getPlotType() {
    return "panels";
  }

  @Override
  public void draw(
      Graphics2D graphics,
      Rectangle2D area,
      Point2D anchor,
      PlotState parent,
      PlotRenderingInfo info) {
    int columns = columns(charts.size());
    double width = area.getWidth() / columns;
    double height = area.getHeight() / rows(charts.size());
    for (int i = 0; i < charts.size(); i++) {
      double x = area.getX() + i % columns * width;
      double y = area.getY() + i / columns * height;
      charts.get(i).draw(graphics, new Rectangle2D.Double(x, y, width, height));
    }
  }
}
