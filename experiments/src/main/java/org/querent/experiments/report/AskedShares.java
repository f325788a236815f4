package org.querent.experiments.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
 * @param shares the parts of the queries to draw, by tenth
 * @param chance the same at random
 * @param strategies those to draw, in this order
 */
record AskedShares(
    String name,
    String title,
    String subtitle,
    Map<String, AskedPairs> asked,
    Function<AskedPairs, double[]> shares,
    Function<AskedPairs, double[]> chance,
    List<String> strategies) {
  private static final int ROW = 150;
  private static final int REST = 80;
  private static final double BAR_WIDTH = 0.8;

  /** No axis ends below it, so that shares that are nearly alike look so. */
  private static final double SMALLEST_RANGE = 20;

  static AskedShares ofUsers(String title, Map<String, AskedPairs> asked, List<String> strategies) {
    return new AskedShares(
        "asked-users",
        title,
        "Queries (%) by tenth of the users, from those with the fewest ratings (1) to those with"
            + " the most (10); dashed: at random",
        asked,
        AskedPairs::shareByUser,
        AskedPairs::chanceByUser,
        strategies);
  }

  static AskedShares ofItems(String title, Map<String, AskedPairs> asked, List<String> strategies) {
    return new AskedShares(
        "asked-items",
        title,
        "Queries (%) by tenth of the items, from those with the fewest ratings (1) to those with"
            + " the most (10); dashed: at random",
        asked,
        AskedPairs::shareByItem,
        AskedPairs::chanceByItem,
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
            .map(asked::get)
            .flatMap(pairs -> Stream.of(percent(shares, pairs), percent(chance, pairs)))
            .flatMapToDouble(DoubleStream::of)
            .max()
            .orElse(0);
    double range = Math.max(SMALLEST_RANGE, 1.05 * highest);
    List<XYPlot> plots =
        strategies.stream().map(strategy -> plot(strategy, range, lines, look)).toList();
    return look.chart(Panels.of(lines.labels(strategies), plots, look), title, subtitle);
  }

  private static double[] percent(Function<AskedPairs, double[]> parts, AskedPairs pairs) {
    return DoubleStream.of(parts.apply(pairs)).map(part -> 100 * part).toArray();
  }

  private XYPlot plot(String strategy, double range, Lines lines, Look look) {
    double[] percents = percent(shares, asked.get(strategy));
    XYSeries series = new XYSeries(lines.of(strategy).key());
    for (int tenth = 0; tenth < AskedPairs.TENTHS; tenth++) {
      series.add(tenth + 1, percents[tenth]);
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
    double[] even = percent(chance, asked.get(strategy));
    for (int tenth = 0; tenth < AskedPairs.TENTHS; tenth++) {
      plot.addAnnotation(look.rule(tenth + 0.5, tenth + 1.5, even[tenth]));
    }
    return plot;
  }
}
