package org.querent.experiments.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.statistics.Reliability;

/**
 * Draws how large errors were where a certain size was predicted. Both axes have the same range in
 * a square, so that a model that knows its errors is on the diagonal.
 *
 * @param title of the figure
 * @param reliability by strategy
 * @param strategies those of it to draw, in this order
 */
record ReliabilityChart(
    String title, Map<String, Reliability> reliability, List<String> strategies) {
  private static final int WIDTH = 600;

  /** What makes the plot a square where the legend has one row. */
  private static final int HEIGHT = 615;

  private static final double LARGEST_POINT = 9;
  private static final double SMALLEST_POINT = 3;

  /** How many ticks there are at most. */
  private static final int TICKS = 10;

  /** How much of the range is left empty at each end. */
  private static final double MARGIN = 0.06;

  private static final String SUBTITLE =
      "On the diagonal, errors are as large as predicted; above it, larger."
          + " The area of a point is its number of predictions.";

  Figure draw(Lines lines, Look look) {
    List<String> labels = lines.labels(strategies);
    return new Figure(
        "calibration",
        title,
        SUBTITLE + " Lines: " + String.join(", ", labels),
        new Sheet(WIDTH, HEIGHT + look.legendHeight(labels, WIDTH)),
        Charts.drawing(() -> chart(lines, look)));
  }

  private JFreeChart chart(Lines lines, Look look) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (String strategy : strategies) {
      XYSeries series = new XYSeries(lines.of(strategy).key(), false);
      for (Reliability.Group group : reliability.get(strategy).groups()) {
        series.add(group.predicted(), group.observed());
      }
      data.addSeries(series);
    }
    NumberAxis across = look.axis("predicted standard deviation", Ticks.decimal());
    NumberAxis up = look.axis("observed error: root mean square", Ticks.decimal());
    XYLineAndShapeRenderer renderer = renderer(lines, look);
    XYPlot plot = new XYPlot(data, across, up, renderer);
    look.style(plot);
    plot.setDomainGridlinesVisible(true);
    plot.setDomainGridlinePaint(Look.GRID);
    plot.setDomainGridlineStroke(plot.getRangeGridlineStroke());
    double low = values().min().orElse(0);
    double high = values().max().orElse(1);
    double margin = Math.max(MARGIN * (high - low), high > 0 ? 1e-3 * high : 1e-3);
    across.setRange(low - margin, high + margin);
    up.setRange(low - margin, high + margin);
    // The same ticks on both, whatever room their labels take.
    TickUnit unit = Ticks.decimal().getCeilingTickUnit((high - low + 2 * margin) / TICKS);
    across.setTickUnit((NumberTickUnit) unit);
    up.setTickUnit((NumberTickUnit) unit);
    renderer.addAnnotation(
        new XYLineAnnotation(
            low - margin,
            low - margin,
            high + margin,
            high + margin,
            Look.stroke(List.of(3, 3), 1),
            Look.SOFT_INK),
        Layer.BACKGROUND);
    JFreeChart chart = look.chart(plot, title, SUBTITLE);
    chart.addSubtitle(look.legend(plot, lines.labels(strategies), WIDTH));
    return chart;
  }

  private DoubleStream values() {
    return strategies.stream()
        .flatMap(strategy -> reliability.get(strategy).groups().stream())
        .flatMapToDouble(group -> DoubleStream.of(group.predicted(), group.observed()));
  }

  private XYLineAndShapeRenderer renderer(Lines lines, Look look) {
    XYLineAndShapeRenderer renderer = new Points(shapes());
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setLegendLine(Look.legendLine());
    for (int i = 0; i < strategies.size(); i++) {
      Lines.Line line = lines.of(strategies.get(i));
      renderer.setSeriesPaint(i, Color.decode(line.style().light()));
      renderer.setSeriesStroke(i, Look.stroke(line.style()));
      renderer.setLegendShape(i, circle(SMALLEST_POINT));
      renderer.setLegendTextFont(i, look.type().regular(Look.TEXT, line.label()));
    }
    return renderer;
  }

  private List<List<Shape>> shapes() {
    long most =
        strategies.stream()
            .flatMap(strategy -> reliability.get(strategy).groups().stream())
            .mapToLong(Reliability.Group::count)
            .max()
            .orElse(1);
    return strategies.stream()
        .map(
            strategy ->
                reliability.get(strategy).groups().stream()
                    .map(group -> circle(LARGEST_POINT * Math.sqrt(group.count() / (double) most)))
                    .toList())
        .toList();
  }

  private static Shape circle(double diameter) {
    double size = Math.max(diameter, SMALLEST_POINT);
    return new Ellipse2D.Double(-size / 2, -size / 2, size, size);
  }

  /** Lines with points, each of which has its own size. */
  private static final class Points extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1;

    private final transient List<List<Shape>> shapes;

    private Points(List<List<Shape>> shapes) {
      super(true, true);
      this.shapes = shapes;
    }

    @Override
    public Shape getItemShape(int series, int item) {
      return shapes.get(series).get(item);
    }
  }
}
