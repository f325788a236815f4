package org.querent.experiments.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.statistics.AskedPairs;

/**
 * Draws which share of the queries went to users, or to items, of each popularity.
 *
 * @param name what the figure's files are called
 * @param title of the figure
 * @param subtitle what the bars are
 * @param asked by strategy
 * @param queries the counts to draw, by tenth
 * @param strategies those to draw, in this order
 */
record AskedShares(
    String name,
    String title,
    String subtitle,
    Map<String, AskedPairs> asked,
    Function<AskedPairs, long[]> queries,
    List<String> strategies) {
  private static final int ROW = 150;
  private static final int REST = 80;
  private static final double BAR_WIDTH = 0.8;

  /** What would be asked of each tenth at random, in percent. */
  private static final double AT_RANDOM = 10;

  /** No axis ends below it, so that shares that are nearly alike look so. */
  private static final double SMALLEST_RANGE = 20;

  static AskedShares ofUsers(String title, Map<String, AskedPairs> asked, List<String> strategies) {
    return new AskedShares(
        "asked-users",
        title,
        "Queries (%) by tenth of the users, from those with the fewest ratings (1) to those with"
            + " the most (10); dashed: at random",
        asked,
        AskedPairs::byUser,
        strategies);
  }

  static AskedShares ofItems(String title, Map<String, AskedPairs> asked, List<String> strategies) {
    return new AskedShares(
        "asked-items",
        title,
        "Queries (%) by tenth of the items, from those with the fewest ratings (1) to those with"
            + " the most (10); dashed: at random",
        asked,
        AskedPairs::byItem,
        strategies);
  }

  Figure draw(Lines lines, Look look) {
    return new Figure(
        name,
        title,
        subtitle + ". Panels: " + String.join(", ", lines.labels(strategies)),
        new Sheet(Sheet.WIDTH, REST + ROW * Panels.rows(strategies.size())),
        Charts.drawing(() -> chart(lines, look)));
  }

  private JFreeChart chart(Lines lines, Look look) {
    double highest =
        strategies.stream()
            .flatMapToDouble(strategy -> DoubleStream.of(shares(strategy)))
            .max()
            .orElse(0);
    double range = Math.max(SMALLEST_RANGE, 1.05 * highest);
    List<XYPlot> plots =
        strategies.stream().map(strategy -> plot(strategy, range, lines, look)).toList();
    return look.chart(Panels.of(lines.labels(strategies), plots, look), title, subtitle);
  }

  /** The share of each tenth in percent. */
  private double[] shares(String strategy) {
    long[] counts = queries.apply(asked.get(strategy));
    double total = Math.max(1, LongStream.of(counts).sum());
    return LongStream.of(counts).mapToDouble(count -> 100 * count / total).toArray();
  }

  private XYPlot plot(String strategy, double range, Lines lines, Look look) {
    double[] shares = shares(strategy);
    XYSeries series = new XYSeries(lines.of(strategy).key());
    for (int tenth = 0; tenth < AskedPairs.TENTHS; tenth++) {
      series.add(tenth + 1, shares[tenth]);
    }
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, Color.decode(lines.of(strategy).style().light()));
    NumberAxis across = look.axis(null, Ticks.whole());
    across.setRange(0.4, AskedPairs.TENTHS + 0.6);
    across.setTickMarksVisible(false);
    NumberAxis up = look.axis(null, Ticks.decimal());
    up.setRange(0, range);
    XYPlot plot =
        new XYPlot(
            new XYBarDataset(new XYSeriesCollection(series), BAR_WIDTH), across, up, renderer);
    plot.addRangeMarker(look.reference(AT_RANDOM, ""));
    return plot;
  }
}
