package org.querent.experiments.report.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.RankDiagram;
import org.querent.experiments.statistics.CriticalDifference;

/** Draws a diagram of critical differences. */
final class RankBody implements Body {
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

  /** How far below its middle the baseline of a text is. */
  private static final double BASE = 4.7;

  private final CriticalDifference ranks;
  private final Look look;
  private final List<String> labels;
  private final List<Integer> barRows;

  RankBody(RankDiagram diagram, Look look) {
    this.ranks = diagram.ranks();
    this.look = look;
    labels =
        ranks.strategies().stream()
            .map(Texts::label)
            .map(label -> look.shortened(label, Look.TEXT, LONGEST_LABEL))
            .toList();
    barRows = barRows(ranks.groups());
  }

  @Override
  public double height(double width) {
    return RULER + AXIS + BAR * (bars() + 2) + ROW * (left() + 1);
  }

  @Override
  public Optional<Legend> legend(double width) {
    return Optional.empty();
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

  @Override
  public void draw(Canvas canvas, Rectangle2D area) {
    Scale scale = scale(area);
    double axis = area.getY() + RULER + AXIS;
    drawRuler(canvas, scale, area.getY() + 14);
    drawAxis(canvas, scale, axis);
    for (int i = 0; i < ranks.groups().size(); i++) {
      drawBar(canvas, scale, ranks.groups().get(i), axis + BAR * (barRows.get(i) + 1.2));
    }
    for (int i = 0; i < labels.size(); i++) {
      drawStrategy(canvas, scale, i, axis);
    }
  }

  /** From ranks to the horizontal position. */
  private record Scale(double low, double high, double left, double right) {
    double x(double rank) {
      return left + (rank - low) / (high - low) * (right - left);
    }
  }

  private Scale scale(Rectangle2D area) {
    double left = area.getX() + widest(labels.subList(0, left())) + RANK + 2 * GAP;
    double right = area.getMaxX() - widest(labels.subList(left(), labels.size())) - RANK - 2 * GAP;
    // Where experiments are few, the ruler is longer than the axis, and has to find room, too.
    double all = (labels.size() - 1) / ranks.difference() * (area.getMaxX() - left);
    return new Scale(1, labels.size(), left, Math.min(right, left + all));
  }

  private double widest(List<String> some) {
    return some.stream().mapToDouble(label -> look.width(label, Look.TEXT)).max().orElse(0);
  }

  private void drawRuler(Canvas canvas, Scale scale, double y) {
    double from = scale.x(1);
    double to = scale.x(1 + ranks.difference());
    line(canvas, from, y, to, y, 1.4f);
    line(canvas, from, y - 4, from, y + 4, 1.4f);
    line(canvas, to, y - 4, to, y + 4, 1.4f);
    String text = "critical difference " + Numbers.ratio(ranks.difference());
    write(canvas, text, Look.INK, (from + to) / 2, y - 7, Look.Align.MIDDLE);
  }

  private void drawAxis(Canvas canvas, Scale scale, double y) {
    line(canvas, scale.x(scale.low()), y, scale.x(scale.high()), y, 1.2f);
    int step = (int) Math.ceil(TICK / (scale.x(2) - scale.x(1)));
    for (int rank = 1; rank <= scale.high(); rank++) {
      boolean labelled = (rank - 1) % step == 0;
      line(canvas, scale.x(rank), y, scale.x(rank), y - (labelled ? 7 : 4), 1.2f);
      if (labelled) {
        String text = String.valueOf(rank);
        write(canvas, text, Look.INK, scale.x(rank), y - 12, Look.Align.MIDDLE);
      }
    }
  }

  private void drawBar(Canvas canvas, Scale scale, CriticalDifference.Group group, double y) {
    double from = scale.x(ranks.meanRanks().get(group.from()));
    double to = scale.x(ranks.meanRanks().get(group.to()));
    canvas.draw(
        Canvas.Kind.BAR,
        new Line2D.Double(from - 3, y, to + 3, y),
        Look.INK,
        new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  /** The best hangs highest on the left, the worst highest on the right: lines never cross. */
  private void drawStrategy(Canvas canvas, Scale scale, int index, double axis) {
    boolean onLeft = index < left();
    int row = onLeft ? index : labels.size() - 1 - index;
    double x = scale.x(ranks.meanRanks().get(index));
    double y = axis + BAR * (bars() + 2) + ROW * (row + 0.5);
    double end = onLeft ? scale.left() - GAP : scale.right() + GAP;
    Path2D leader = new Path2D.Double();
    leader.moveTo(x, axis);
    leader.lineTo(x, y);
    leader.lineTo(end, y);
    canvas.draw(Canvas.Kind.AXIS, leader, Look.INK, Look.stroke(List.of(), 0.9f));
    double outwards = onLeft ? -1 : 1;
    Look.Align align = onLeft ? Look.Align.RIGHT : Look.Align.LEFT;
    String rank = Numbers.ratio(ranks.meanRanks().get(index));
    write(canvas, rank, Look.SOFT_INK, end + outwards * 4, y + BASE, align);
    write(canvas, labels.get(index), Look.INK, end + outwards * (RANK + 2), y + BASE, align);
  }

  private static void line(Canvas canvas, double x1, double y1, double x2, double y2, float width) {
    canvas.draw(
        Canvas.Kind.AXIS,
        new Line2D.Double(x1, y1, x2, y2),
        Look.INK,
        Look.stroke(List.of(), width));
  }

  private void write(
      Canvas canvas, String text, Color color, double x, double y, Look.Align align) {
    look.write(canvas, text, Look.TEXT, color, x, y, align);
  }
}
