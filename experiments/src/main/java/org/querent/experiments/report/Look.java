package org.querent.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.block.ColumnArrangement;
import org.jfree.chart.block.GridArrangement;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.report.figure.Typeface;

/**
 * What all figures have alike: colours, sizes of letters, axes, titles and legends. Lengths are
 * those of a {@link Sheet}. Immutable and safe for use by many threads.
 *
 * @param type the fonts
 */
record Look(Typeface type) {
  static final Color INK = new Color(0x1f2328);
  static final Color SOFT_INK = new Color(0x5b6068);
  static final Color GRID = new Color(0xe6e8eb);

  private static final Color NOTHING = new Color(0, 0, 0, 0);

  /** Sizes of letters. */
  static final float TITLE = 17;

  static final float LABEL = 14;
  static final float TEXT = 13;
  static final float SMALL = 12;

  private static final float LINE_WIDTH = 1.6f;
  private static final int LEGEND_LINE = 28;
  private static final int LEGEND_ROW = 20;

  /** What a legend's item takes beside its text. */
  private static final int LEGEND_GAP = LEGEND_LINE + 26;

  private static final int MARGIN = 20;

  /** A chart on white with a title and, in a second line, what there is to know of it. */
  JFreeChart chart(Plot plot, String title, String subtitle) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(null, type.regular(TEXT), plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(14, MARGIN, 12, MARGIN));
    chart.setTitle(title(title));
    chart.addSubtitle(subtitle(subtitle));
    return chart;
  }

  TextTitle title(String text) {
    TextTitle title = new TextTitle(text, type.bold(TITLE, text));
    title.setPaint(INK);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setPadding(0, 4, 2, 0);
    return title;
  }

  Title subtitle(String text) {
    TextTitle subtitle = new TextTitle(text, type.regular(TEXT, text));
    subtitle.setPaint(SOFT_INK);
    subtitle.setHorizontalAlignment(HorizontalAlignment.LEFT);
    subtitle.setTextAlignment(HorizontalAlignment.LEFT);
    subtitle.setPadding(0, 4, 12, 0);
    return subtitle;
  }

  /** A plot of two axes, with lines across only. */
  void style(XYPlot plot) {
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(0.8f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.getRangeAxis().setAxisLineVisible(false);
    plot.getRangeAxis().setTickMarksVisible(false);
  }

  NumberAxis axis(String label, TickUnits units) {
    NumberAxis axis = style(new NumberAxis(label));
    axis.setStandardTickUnits(units);
    axis.setAutoRangeIncludesZero(false);
    return axis;
  }

  <T extends ValueAxis> T style(T axis) {
    String label = axis.getLabel() == null ? "" : axis.getLabel();
    axis.setLabelFont(type.regular(LABEL, label));
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(type.regular(TEXT));
    axis.setTickLabelPaint(SOFT_INK);
    axis.setAxisLinePaint(SOFT_INK);
    axis.setTickMarkPaint(SOFT_INK);
    axis.setTickLabelInsets(new RectangleInsets(4, 6, 4, 6));
    axis.setLabelInsets(new RectangleInsets(4, 4, 4, 4));
    return axis;
  }

  /** A dashed line at a value that a metric should have. */
  ValueMarker reference(double value, String text) {
    ValueMarker marker = new ValueMarker(value, SOFT_INK, stroke(List.of(3, 3), 1));
    marker.setLabel(text);
    marker.setLabelFont(type.regular(SMALL, text));
    marker.setLabelPaint(SOFT_INK);
    marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
    marker.setLabelOffset(new RectangleInsets(2, 2, 2, 2));
    marker.setLabelBackgroundColor(NOTHING);
    // A marker is half transparent unless told.
    marker.setAlpha(1);
    return marker;
  }

  /** A part of such a line. */
  XYLineAnnotation rule(double from, double to, double value) {
    return new XYLineAnnotation(from, value, to, value, stroke(List.of(3, 3), 1), SOFT_INK);
  }

  /** Shortens a text so that a legend has room for two columns. */
  String fitting(String text) {
    return shortened(text, type.regular(TEXT, text), Sheet.WIDTH / 2.0 - MARGIN - LEGEND_GAP);
  }

  /** A legend below, in columns as wide as its widest text. */
  LegendTitle legend(LegendItemSource source, List<String> labels, int width) {
    LegendTitle legend =
        new LegendTitle(
            source,
            new GridArrangement(rows(labels, width), columns(labels, width)),
            new ColumnArrangement());
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setItemFont(type.regular(TEXT));
    legend.setItemPaint(INK);
    legend.setFrame(BlockBorder.NONE);
    legend.setBackgroundPaint(Color.WHITE);
    legend.setLegendItemGraphicPadding(new RectangleInsets(2, 8, 2, 6));
    legend.setPadding(8, 0, 0, 0);
    return legend;
  }

  /** How high a legend is. */
  int legendHeight(List<String> labels, int width) {
    return rows(labels, width) * LEGEND_ROW;
  }

  private int rows(List<String> labels, int width) {
    int columns = columns(labels, width);
    return (labels.size() + columns - 1) / columns;
  }

  private int columns(List<String> labels, int width) {
    double widest = labels.stream().mapToDouble(this::width).max().orElse(0) + LEGEND_GAP;
    int most = (int) ((width - 2 * MARGIN) / widest);
    return Math.max(1, Math.min(most, labels.size()));
  }

  private double width(String text) {
    return width(text, type.regular(TEXT, text));
  }

  static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  /** Shortens a text until it fits. */
  static String shortened(String text, Font font, double width) {
    String shortened = text;
    int length = text.codePointCount(0, text.length());
    while (length > 1 && width(shortened, font) > width) {
      length--;
      shortened = text.substring(0, text.offsetByCodePoints(0, length)).strip() + "…";
    }
    return shortened;
  }

  static Line2D legendLine() {
    return new Line2D.Double(0, 0, LEGEND_LINE, 0);
  }

  static BasicStroke stroke(Palette.Style style) {
    return stroke(style.dash(), LINE_WIDTH);
  }

  static BasicStroke stroke(List<Integer> dash, float width) {
    if (dash.isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    float[] lengths = new float[dash.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dash.get(i);
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
  }
}
