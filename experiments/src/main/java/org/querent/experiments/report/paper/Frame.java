package org.querent.experiments.report.paper;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Scale;
import org.querent.experiments.report.chart.Ticks;

/**
 * Where a figure's axes are, and the axes.
 *
 * @param box what they enclose
 * @param x the horizontal one
 * @param y the vertical one
 */
record Frame(Look look, Rectangle2D box, Scale x, Scale y) {
  /** What the title of the vertical axis takes above it, and the labels below the horizontal. */
  static final int TOP = 30;

  static final int BOTTOM = 44;
  private static final int TICK_BASE = 19;

  /** An axis of an area, which has room for the labels. */
  static Frame in(Rectangle2D area, Scale x, Scale y, Look look) {
    double left = labels(y, look);
    Rectangle2D box =
        new Rectangle2D.Double(
            area.getX() + left,
            area.getY() + TOP,
            area.getWidth() - left - Look.GAP,
            area.getHeight() - TOP - BOTTOM);
    return new Frame(look, box, x, y);
  }

  /** How much the labels of a vertical axis take. */
  static double labels(Scale y, Look look) {
    return Look.GAP
        + y.at().stream().mapToDouble(t -> look.width(t.text(), Look.TEXT)).max().orElse(0);
  }

  double x(double value) {
    return box.getX() + x.domain().part(value) * box.getWidth();
  }

  double y(double value) {
    return box.getMaxY() - y.domain().part(value) * box.getHeight();
  }

  void draw(Canvas canvas) {
    for (Ticks.Tick tick : y.at()) {
      double at = y(tick.value());
      if (y.grid()) {
        line(canvas, true, box.getX(), at, box.getMaxX(), at);
      }
      write(canvas, tick.text(), box.getX() - Look.GAP, at + 4.7, Look.Align.RIGHT);
    }
    drawAcross(canvas);
    // Level above the axis: nobody reads sideways.
    look.write(
        canvas,
        Texts.label(y.title()),
        Look.TEXT,
        Look.INK,
        box.getX() - labels(y, look),
        box.getY() - TOP + Look.TEXT,
        Look.Align.LEFT);
  }

  /** The horizontal axis and its title. */
  void drawAcross(Canvas canvas) {
    for (Ticks.Tick tick : fitting()) {
      double at = x(tick.value());
      if (x.grid()) {
        line(canvas, true, at, box.getY(), at, box.getMaxY());
      }
      write(canvas, tick.text(), at, box.getMaxY() + TICK_BASE, Look.Align.MIDDLE);
    }
    if (x.line()) {
      line(canvas, false, box.getX(), box.getMaxY(), box.getMaxX(), box.getMaxY());
    }
    look.write(
        canvas,
        Texts.label(x.title()),
        Look.TEXT,
        Look.INK,
        box.getCenterX(),
        box.getMaxY() + BOTTOM - 4,
        Look.Align.MIDDLE);
  }

  /** The ticks of the horizontal axis whose labels do not touch. */
  private List<Ticks.Tick> fitting() {
    List<Ticks.Tick> fitting = new ArrayList<>();
    double free = 0;
    for (Ticks.Tick tick : x.at()) {
      double half = look.width(tick.text(), Look.TEXT) / 2;
      if (x(tick.value()) - half >= free) {
        free = x(tick.value()) + half + Look.GAP;
        fitting.add(tick);
      }
    }
    return fitting;
  }

  private void write(Canvas canvas, String text, double x, double y, Look.Align align) {
    look.write(canvas, text, Look.TEXT, Look.SOFT_INK, x, y, align);
  }

  private static void line(
      Canvas canvas, boolean grid, double x1, double y1, double x2, double y2) {
    canvas.draw(
        Canvas.Kind.AXIS,
        new Line2D.Double(x1, y1, x2, y2),
        grid ? Look.GRID : Look.SOFT_INK,
        grid ? Look.GRID_LINE : Look.AXIS_LINE);
  }
}
