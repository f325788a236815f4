package org.querent.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/** The chart of the mean RMSE curves and their bands. */
final class RmseChart {
  private static final Color INK = new Color(0x1f2328);
  private static final Color SOFT_INK = new Color(0x5b6068);
  private static final Color GRID = new Color(0xe6e8eb);
  private static final float BAND_OPACITY = 0.14f;
  private static final float LINE_WIDTH = 1.6f;
  private static final int LEGEND_LINE = 26;

  private RmseChart() {}

  static JFreeChart of(Analysis analysis, Typeface type) {
    XYPlot plot =
        new XYPlot(
            data(analysis),
            axis(analysis.content().queriesAre(), "#,##0", type),
            axis("holdout RMSE (stars)", "0.0###", type),
            renderer(Palette.styles(analysis.curves(), analysis.baseline())));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(0.8f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.getDomainAxis().setLowerMargin(0);
    plot.getDomainAxis().setUpperMargin(0.01);
    plot.getRangeAxis().setAxisLineVisible(false);
    plot.getRangeAxis().setTickMarksVisible(false);
    JFreeChart chart = new JFreeChart(null, type.regular(12), plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(18, 20, 14, 24));
    chart.setTitle(title(analysis.content().title(), type));
    chart.addSubtitle(legend(plot, type));
    return chart;
  }

  private static YIntervalSeriesCollection data(Analysis analysis) {
    List<StrategyCurve> curves = analysis.curves();
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    for (int c = 0; c < curves.size(); c++) {
      // The index keeps keys apart where two long labels are shortened to the same text.
      YIntervalSeries series =
          new YIntervalSeries(new Key(c, analysis.title(curves.get(c).strategy())));
      int[] queries = curves.get(c).queries();
      for (int i = 0; i < queries.length; i++) {
        Interval rmse = curves.get(c).rmse().get(i);
        series.add(queries[i], rmse.mean(), rmse.low(), rmse.high());
      }
      data.addSeries(series);
    }
    return data;
  }

  private static DeviationRenderer renderer(List<Palette.Style> styles) {
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setAlpha(BAND_OPACITY);
    renderer.setLegendLine(new Line2D.Double(0, 0, LEGEND_LINE, 0));
    for (int i = 0; i < styles.size(); i++) {
      Color color = Color.decode(styles.get(i).light());
      renderer.setSeriesPaint(i, color);
      renderer.setSeriesFillPaint(i, color);
      renderer.setSeriesStroke(i, stroke(styles.get(i).dash()));
    }
    return renderer;
  }

  private static BasicStroke stroke(List<Integer> dash) {
    if (dash.isEmpty()) {
      return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    float[] lengths = new float[dash.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dash.get(i);
    }
    return new BasicStroke(
        LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
  }

  private static NumberAxis axis(String label, String pattern, Typeface type) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(false);
    axis.setLabelFont(type.regular(12.5f));
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(type.regular(11.5f));
    axis.setTickLabelPaint(SOFT_INK);
    axis.setAxisLinePaint(SOFT_INK);
    axis.setTickMarkPaint(SOFT_INK);
    axis.setTickLabelInsets(new RectangleInsets(4, 6, 4, 6));
    axis.setLabelInsets(new RectangleInsets(4, 4, 4, 4));
    // Without fixed symbols the figure would change with the language of the system.
    axis.setNumberFormatOverride(
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)));
    return axis;
  }

  private static TextTitle title(String text, Typeface type) {
    TextTitle title = new TextTitle(Texts.label(text), type.bold(16));
    title.setPaint(INK);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setPadding(0, 4, 14, 0);
    return title;
  }

  private static LegendTitle legend(XYPlot plot, Typeface type) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setItemFont(type.regular(12));
    legend.setItemPaint(INK);
    legend.setFrame(BlockBorder.NONE);
    legend.setBackgroundPaint(Color.WHITE);
    legend.setLegendItemGraphicPadding(new RectangleInsets(2, 10, 2, 6));
    legend.setPadding(8, 0, 0, 0);
    return legend;
  }

  private record Key(int index, String title) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
      return Texts.label(title);
    }
  }
}
