package org.querent.experiments.report;

import java.text.ChoiceFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
 * Draws how much more often than at random each pair of a tenth of the users and a tenth of the
 * items was asked about. As often as at random is the middle of the scale, which is logarithmic:
 * half as often is as far from it as twice as often.
 *
 * @param title of the figure
 * @param asked by strategy
 * @param strategies those to draw, in this order
 */
record AskedMaps(String title, Map<String, AskedPairs> asked, List<String> strategies) {
  /** How much higher than wide a panel is with its label, for cells that are squares. */
  private static final int LABEL = 5;

  private static final int REST = 140;

  /** The scale in powers of two. */
  private static final Diverging SCALE = new Diverging(2);

  private static final String SUBTITLE =
      "How often it was asked, 1 being as often as at random. Across: tenths of the items; up: tenths"
          + " of the users; from those with the fewest ratings (1) to those with the most (10)";

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

  /** Without the cells of which nothing can be asked. */
  private static DefaultXYZDataset data(AskedPairs pairs) {
    int tenths = AskedPairs.TENTHS;
    double[][] ratios = pairs.ratios();
    int[] offered =
        IntStream.range(0, tenths * tenths)
            .filter(i -> !Double.isNaN(ratios[i / tenths][i % tenths]))
            .toArray();
    double[][] cells = new double[3][offered.length];
    for (int n = 0; n < offered.length; n++) {
      int user = offered[n] / tenths;
      int item = offered[n] % tenths;
      cells[0][n] = item + 1;
      cells[1][n] = user + 1;
      cells[2][n] = Math.log(ratios[user][item]) / Math.log(2);
    }
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries("ratio", cells);
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
                new double[] {-2, -1, 0, 1, 2},
                new String[] {"¼ or less", "½", "1", "2", "4 or more"})));
    NumberAxis axis = look.axis("times as often as at random", powers);
    axis.setRange(SCALE.getLowerBound(), SCALE.getUpperBound());
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
