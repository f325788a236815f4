package org.querent.experiments.report;

import java.text.ChoiceFormat;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.statistics.AskedPairs;

/**
 * Draws which share of the queries went to each pair of a tenth of the users and a tenth of the
 * items. At random it is one in a hundred, the middle of the scale, which is logarithmic: a tenth
 * of that is as far from it as its tenfold.
 *
 * @param title of the figure
 * @param asked by strategy
 * @param strategies those to draw, in this order
 */
record AskedMaps(String title, Map<String, AskedPairs> asked, List<String> strategies) {
  /** How much higher than wide a panel is with its label, for cells that are squares. */
  private static final int LABEL = 5;

  private static final int REST = 140;

  /** The scale in powers of ten percent. */
  private static final Cividis SCALE = new Cividis(-1, 1);

  private static final String SUBTITLE =
      "Share of the queries. Across: tenths of the items; up: tenths of the users; from those with"
          + " the fewest ratings (1) to those with the most (10)";

  Figure draw(Lines lines, Look look) {
    return new Figure(
        "asked",
        title,
        SUBTITLE + ". Panels: " + String.join(", ", lines.labels(strategies)),
        new Sheet(Sheet.WIDTH, REST + height()),
        Charts.drawing(() -> chart(lines, look)));
  }

  private int height() {
    int panels = strategies.size();
    return Panels.rows(panels) * (Panels.width(panels) + LABEL);
  }

  private JFreeChart chart(Lines lines, Look look) {
    List<XYPlot> plots =
        strategies.stream().map(strategy -> plot(asked.get(strategy), look)).toList();
    JFreeChart chart =
        look.chart(Panels.of(lines.labels(strategies), plots, look), title, SUBTITLE);
    chart.addSubtitle(legend(look));
    return chart;
  }

  private static XYPlot plot(AskedPairs pairs, Look look) {
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(SCALE);
    return new XYPlot(data(pairs), tenths(look), tenths(look), renderer);
  }

  private static DefaultXYZDataset data(AskedPairs pairs) {
    int tenths = AskedPairs.TENTHS;
    double[][] cells = new double[3][tenths * tenths];
    double total = Math.max(1, pairs.total());
    long[][] counts = pairs.counts();
    for (int i = 0; i < tenths * tenths; i++) {
      cells[0][i] = i % tenths + 1;
      cells[1][i] = i / tenths + 1;
      cells[2][i] = Math.log10(100 * counts[i / tenths][i % tenths] / total);
    }
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries("share", cells);
    return data;
  }

  private static NumberAxis tenths(Look look) {
    NumberAxis axis = look.axis(null, Ticks.whole());
    axis.setRange(0.5, AskedPairs.TENTHS + 0.5);
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    return axis;
  }

  private static PaintScaleLegend legend(Look look) {
    TickUnits powers = new TickUnits();
    powers.add(
        new NumberTickUnit(
            1,
            new ChoiceFormat(
                new double[] {-1, 0, 1}, new String[] {"0.1 % or less", "1 %", "10 % or more"})));
    NumberAxis axis = look.axis("share of the queries", powers);
    axis.setRange(SCALE.low(), SCALE.high());
    axis.setAxisLineVisible(false);
    PaintScaleLegend legend = new PaintScaleLegend(SCALE, axis);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    legend.setStripWidth(12);
    legend.setStripOutlineVisible(false);
    legend.setSubdivisionCount(64);
    legend.setBackgroundPaint(null);
    legend.setPadding(new RectangleInsets(4, 200, 0, 200));
    return legend;
  }
}
