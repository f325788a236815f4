package org.querent.experiments.report.paper;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Line;
import org.querent.experiments.report.chart.LineChart;
import org.querent.experiments.report.chart.Rule;

/** Draws lines over two axes. */
record LineBody(LineChart chart, Look look) implements Body {
  private static final int SQUARE_WIDTH = 600;

  /** With titles and a legend of two rows, a figure is 500 units high. */
  private static final int HEIGHT = 375;

  /** What marks a line of one point. */
  private static final double LONE_RADIUS = 3;

  @Override
  public int sheetWidth() {
    return chart.square() ? SQUARE_WIDTH : Sheet.WIDTH;
  }

  @Override
  public double height(double width) {
    return chart.square()
        ? width - Frame.labels(chart.y(), look) - Look.GAP + Frame.TOP + Frame.BOTTOM
        : HEIGHT;
  }

  @Override
  public Optional<Legend> legend(double width) {
    return Optional.of(
        Legend.of(
            look,
            chart.lines().stream()
                .map(line -> line.series())
                .map(one -> new Legend.Item(Texts.label(one.title()), one.ink()))
                .toList(),
            false,
            width));
  }

  @Override
  public void draw(Canvas canvas, Rectangle2D area) {
    Frame frame = Frame.in(area, chart.x(), chart.y(), look);
    frame.draw(canvas);
    chart.rules().forEach(rule -> draw(canvas, rule, frame));
    for (Line line : chart.lines()) {
      if (line.hasBand()) {
        canvas.fill(
            Canvas.Kind.BAND, band(line, frame), transparent(Look.color(line.series().ink())));
      }
    }
    for (Line line : chart.lines()) {
      Color color = Look.color(line.series().ink());
      canvas.draw(
          Canvas.Kind.CURVE, path(line, line.y(), frame), color, Look.stroke(line.series().ink()));
      drawMarks(canvas, line, color, frame);
    }
  }

  private Color transparent(Color color) {
    int alpha = (int) Math.round(255 * chart.bandOpacity());
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  /** The points that the horizontal axis can show. */
  private IntStream points(Line line) {
    return IntStream.range(0, line.x().length).filter(i -> chart.x().domain().canShow(line.x()[i]));
  }

  private Path2D path(Line line, double[] heights, Frame frame) {
    Path2D path = new Path2D.Double();
    points(line).forEach(i -> add(path, frame.x(line.x()[i]), frame.y(heights[i])));
    return path;
  }

  private Path2D band(Line line, Frame frame) {
    Path2D band = path(line, line.high(), frame);
    int[] points = points(line).toArray();
    for (int n = points.length - 1; n >= 0; n--) {
      int i = points[n];
      add(band, frame.x(line.x()[i]), frame.y(line.low()[i]));
    }
    band.closePath();
    return band;
  }

  private static void add(Path2D path, double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  private void drawMarks(Canvas canvas, Line line, Color color, Frame frame) {
    int[] points = points(line).toArray();
    for (int i : points) {
      double radius = points.length == 1 ? LONE_RADIUS : 0;
      if (line.radii().length > 0) {
        radius = line.radii()[i];
      }
      if (radius > 0) {
        canvas.fill(
            Canvas.Kind.MARK,
            new Ellipse2D.Double(
                frame.x(line.x()[i]) - radius,
                frame.y(line.y()[i]) - radius,
                2 * radius,
                2 * radius),
            color);
      }
    }
  }

  private void draw(Canvas canvas, Rule rule, Frame frame) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < rule.x().length; i++) {
      double x = Math.max(chart.x().domain().low(), rule.x()[i]);
      add(path, frame.x(x), frame.y(rule.y()[i]));
    }
    canvas.draw(Canvas.Kind.RULE, path, Look.SOFT_INK, Look.RULE);
    double width = look.width(rule.title(), Look.SMALL);
    look.write(
        canvas,
        rule.title(),
        Look.SMALL,
        Look.SOFT_INK,
        frame.box().getMaxX(),
        highest(rule, frame, frame.box().getMaxX() - width) - Look.GAP,
        Look.Align.RIGHT);
  }

  /**
   * The top of a rule from a horizontal position on, where its title stands; the part that begins
   * before is taken whole.
   */
  private static double highest(Rule rule, Frame frame, double from) {
    int last = rule.x().length - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> frame.x(rule.x()[Math.min(i + 1, last)]) >= from)
        .mapToDouble(i -> frame.y(rule.y()[i]))
        .min()
        .orElseThrow();
  }
}
