package org.querent.experiments.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.TextAnchor;
import org.querent.experiments.statistics.CriticalDifference;

/**
 * A diagram of critical differences: an axis of mean ranks, strategies hanging from it to both
 * sides, bars that join those which cannot be told apart, and a ruler of the critical difference
 * (Demsar 2006, Statistical comparisons of classifiers over multiple data sets, JMLR 7, figure 1).
 */
final class RankPlot extends Plot {
  private static final long serialVersionUID = 1;

  /** Heights, from the top: the ruler, the axis' labels, each row of bars, each strategy. */
  private static final int RULER = 26;

  private static final int AXIS = 34;
  private static final int BAR = 9;
  private static final int ROW = 24;

  private static final double LONGEST_LABEL = 230;
  private static final double GAP = 8;

  /** How wide a mean rank is. */
  private static final double RANK = 46;

  private static final double TICK = 22;

  private final transient CriticalDifference ranks;
  private final transient Look look;
  private final transient List<String> labels;
  private final transient List<Integer> barRows;

  RankPlot(CriticalDifference ranks, Look look) {
    this.ranks = ranks;
    this.look = look;
    labels =
        ranks.strategies().stream()
            .map(Texts::label)
            .map(label -> Look.shortened(label, font(label), LONGEST_LABEL))
            .toList();
    barRows = barRows(ranks.groups());
  }

  /** How high the plot is. */
  int height() {
    return RULER + AXIS + BAR * (bars() + 2) + ROW * (left() + 1);
  }

  /** Bars that overlap are below each other. */
  private static List<Integer> barRows(List<CriticalDifference.Group> groups) {
    List<Integer> ends = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (CriticalDifference.Group group : groups) {
      int row = 0;
      while (row < ends.size() && ends.get(row) >= group.from()) {
        row++;
      }
      if (row == ends.size()) {
        ends.add(group.to());
      } else {
        ends.set(row, group.to());
      }
      rows.add(row);
    }
    return rows;
  }

  private int bars() {
    return barRows.stream().mapToInt(row -> row + 1).max().orElse(0);
  }

  /** How many strategies hang to the left, the better half. */
  private int left() {
    return (labels.size() + 1) / 2;
  }

  private Font font(String text) {
    return look.type().regular(Look.TEXT, text);
  }

  @Override
  public String getPlotType() {
    return "ranks";
  }

  @Override
  public void draw(
      Graphics2D graphics,
      Rectangle2D area,
      Point2D anchor,
      PlotState parent,
      PlotRenderingInfo info) {
    Scale scale = scale(area);
    double axis = area.getY() + RULER + AXIS;
    graphics.setPaint(Look.INK);
    drawRuler(graphics, scale, area.getY() + 14);
    drawAxis(graphics, scale, axis);
    for (int i = 0; i < ranks.groups().size(); i++) {
      drawBar(graphics, scale, ranks.groups().get(i), axis + BAR * (barRows.get(i) + 1.2));
    }
    for (int i = 0; i < labels.size(); i++) {
      drawStrategy(graphics, scale, i, axis, area);
    }
  }

  /** From ranks to the horizontal position. */
  private record Scale(double low, double high, double left, double right) {
    double x(double rank) {
      return left + (rank - low) / (high - low) * (right - left);
    }
  }

  private Scale scale(Rectangle2D area) {
    double left = widest(labels.subList(0, left())) + RANK + 2 * GAP;
    double right = widest(labels.subList(left(), labels.size())) + RANK + 2 * GAP;
    return new Scale(
        1,
        // Where experiments are few, the ruler is longer than all ranks.
        Math.max(labels.size(), 1 + ranks.difference()),
        area.getX() + left,
        area.getMaxX() - right);
  }

  private double widest(List<String> some) {
    return some.stream().mapToDouble(label -> Look.width(label, font(label))).max().orElse(0);
  }

  private void drawRuler(Graphics2D graphics, Scale scale, double y) {
    double from = scale.x(1);
    double to = scale.x(1 + ranks.difference());
    graphics.setStroke(Look.stroke(List.of(), 1.4f));
    graphics.draw(new Line2D.Double(from, y, to, y));
    graphics.draw(new Line2D.Double(from, y - 4, from, y + 4));
    graphics.draw(new Line2D.Double(to, y - 4, to, y + 4));
    text(
        graphics,
        "critical difference " + Numbers.ratio(ranks.difference()),
        (from + to) / 2,
        y - 5,
        TextAnchor.BOTTOM_CENTER);
  }

  private void drawAxis(Graphics2D graphics, Scale scale, double y) {
    graphics.setStroke(Look.stroke(List.of(), 1.2f));
    graphics.draw(new Line2D.Double(scale.x(scale.low()), y, scale.x(scale.high()), y));
    int step = (int) Math.ceil(TICK / (scale.x(2) - scale.x(1)));
    for (int rank = 1; rank <= scale.high(); rank++) {
      boolean labelled = (rank - 1) % step == 0;
      graphics.draw(new Line2D.Double(scale.x(rank), y, scale.x(rank), y - (labelled ? 7 : 4)));
      if (labelled) {
        text(graphics, String.valueOf(rank), scale.x(rank), y - 9, TextAnchor.BOTTOM_CENTER);
      }
    }
  }

  private void drawBar(Graphics2D graphics, Scale scale, CriticalDifference.Group group, double y) {
    graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double from = scale.x(ranks.meanRanks().get(group.from()));
    double to = scale.x(ranks.meanRanks().get(group.to()));
    graphics.draw(new Line2D.Double(from - 3, y, to + 3, y));
  }

  /** The best hangs highest on the left, the worst highest on the right: lines never cross. */
  private void drawStrategy(
      Graphics2D graphics, Scale scale, int index, double axis, Rectangle2D area) {
    boolean onLeft = index < left();
    int row = onLeft ? index : labels.size() - 1 - index;
    double x = scale.x(ranks.meanRanks().get(index));
    double y = axis + BAR * (bars() + 2) + ROW * (row + 0.5);
    double end = onLeft ? scale.left() - GAP : scale.right() + GAP;
    Path2D leader = new Path2D.Double();
    leader.moveTo(x, axis);
    leader.lineTo(x, y);
    leader.lineTo(end, y);
    graphics.setStroke(Look.stroke(List.of(), 0.9f));
    graphics.draw(leader);
    double outwards = onLeft ? -1 : 1;
    TextAnchor anchor = onLeft ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
    graphics.setPaint(Look.SOFT_INK);
    text(graphics, Numbers.ratio(ranks.meanRanks().get(index)), end + outwards * 4, y, anchor);
    graphics.setPaint(Look.INK);
    text(graphics, labels.get(index), end + outwards * (RANK + 2), y, anchor);
  }

  private void text(Graphics2D graphics, String text, double x, double y, TextAnchor anchor) {
    graphics.setFont(font(text));
    TextUtils.drawAlignedString(text, graphics, (float) x, (float) y, anchor);
  }
}
