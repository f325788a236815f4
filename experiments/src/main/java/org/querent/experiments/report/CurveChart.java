package org.querent.experiments.report;

import java.awt.Color;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * Draws means and bands of a metric against queries, one line per strategy.
 *
 * @param name what the figure's files are called
 * @param title of the figure
 * @param subtitle what there is to know of it
 * @param curves the strategies
 * @param metric which of their metrics
 * @param texts what to say of it; its target becomes a line
 * @param targetText what to say of that line
 * @param logarithmic whether the axis of queries is; evaluations before the first query are left
 *     out then
 */
record CurveChart(
    String name,
    String title,
    String subtitle,
    List<StrategyCurve> curves,
    String metric,
    MetricTexts texts,
    String targetText,
    boolean logarithmic) {
  private static final float BAND_OPACITY = 0.14f;

  /** Where bands of many strategies lie upon each other, paler ones leave the lines visible. */
  private static final float MANY_BANDS_OPACITY = 0.07f;

  private static final int MANY = 8;
  private static final int HEIGHT = 500;

  /** Two rows of legend fit into the height; more make the figure higher. */
  private static final int LEGEND_HEIGHT = 40;

  Figure draw(String axisTitle, Lines lines, Look look) {
    List<String> labels = lines.labels(curves.stream().map(StrategyCurve::strategy).toList());
    int legend = look.legendHeight(labels, Sheet.WIDTH);
    return new Figure(
        name,
        title,
        subtitle + ". Lines: " + String.join(", ", labels),
        new Sheet(Sheet.WIDTH, HEIGHT + Math.max(0, legend - LEGEND_HEIGHT)),
        Charts.drawing(() -> chart(axisTitle, lines, look)));
  }

  private JFreeChart chart(String axisTitle, Lines lines, Look look) {
    XYPlot plot =
        new XYPlot(
            data(lines),
            queries(axisTitle, look),
            look.axis(texts.axis(), Ticks.decimal()),
            renderer(lines, look));
    look.style(plot);
    texts.target().ifPresent(target -> mark(plot, target, look));
    JFreeChart chart = look.chart(plot, title, subtitle);
    List<String> labels = lines.labels(curves.stream().map(StrategyCurve::strategy).toList());
    chart.addSubtitle(look.legend(plot, labels, Sheet.WIDTH));
    return chart;
  }

  private void mark(XYPlot plot, double target, Look look) {
    NumberAxis axis = (NumberAxis) plot.getRangeAxis();
    double low = bounds().min().orElse(target);
    double high = bounds().max().orElse(target);
    double margin = 0.05 * (Math.max(high, target) - Math.min(low, target));
    if (margin > 0) {
      axis.setRange(Math.min(low, target) - margin, Math.max(high, target) + margin);
    }
    plot.addRangeMarker(look.reference(target, targetText));
  }

  private DoubleStream bounds() {
    return curves.stream()
        .flatMap(curve -> curve.metrics().get(metric).stream())
        .flatMapToDouble(interval -> DoubleStream.of(interval.low(), interval.high()));
  }

  private ValueAxis queries(String axisTitle, Look look) {
    String label = Texts.label(axisTitle);
    if (logarithmic) {
      LogarithmicAxis axis = look.style(new LogarithmicAxis(label));
      axis.setLowerMargin(0.01);
      axis.setUpperMargin(0.01);
      axis.setMinorTickMarksVisible(true);
      return axis;
    }
    ValueAxis axis = look.axis(label, Ticks.whole());
    axis.setLowerMargin(0);
    axis.setUpperMargin(0.01);
    return axis;
  }

  private YIntervalSeriesCollection data(Lines lines) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    for (StrategyCurve curve : curves) {
      YIntervalSeries series = new YIntervalSeries(lines.of(curve.strategy()).key());
      int[] queries = curve.queries();
      for (int i = 0; i < queries.length; i++) {
        Interval interval = curve.metrics().get(metric).get(i);
        if (queries[i] > 0 || !logarithmic) {
          series.add(queries[i], interval.mean(), interval.low(), interval.high());
        }
      }
      data.addSeries(series);
    }
    return data;
  }

  private DeviationRenderer renderer(Lines lines, Look look) {
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setAlpha(curves.size() > MANY ? MANY_BANDS_OPACITY : BAND_OPACITY);
    renderer.setLegendLine(Look.legendLine());
    for (int i = 0; i < curves.size(); i++) {
      Lines.Line line = lines.of(curves.get(i).strategy());
      Color color = Color.decode(line.style().light());
      renderer.setSeriesPaint(i, color);
      renderer.setSeriesFillPaint(i, color);
      renderer.setSeriesStroke(i, Look.stroke(line.style()));
      renderer.setLegendTextFont(i, look.type().regular(Look.TEXT, line.label()));
    }
    return renderer;
  }
}
