package org.querent.experiments.report.paper;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Line;
import org.querent.experiments.report.chart.LineChart;
import org.querent.experiments.report.chart.Rule;

/** Draws lines over two axes. */
record LineBody(LineChart chart, Look look) implements Body {
  /** With titles and a legend of two rows, a figure is 500 units high. */
  private static final int HEIGHT = 375;

  /** What a legend would have taken. */
  private static final int NO_LEGEND = 48;

  /** Lines at whose ends names have room, one below the other. */
  private static final int MOST_ENDS = 20;

  private static final double END_ROW = 14.5;
  private static final double END_WIDTH = 230;

  /** From the end of a line to its name. */
  private static final double LEADER = 14;

  /** What marks a line of one point. */
  private static final double LONE_RADIUS = 3;

  /** The radius of what has a letter in it. */
  private static final double MARK = 8;

  /** What it takes of a column of them. */
  private static final double MARK_ROW = 2 * MARK + 1;

  @Override
  public double height(double width) {
    return HEIGHT + (hasEnds() ? NO_LEGEND : 0);
  }

  @Override
  public Optional<Legend> legend(double width) {
    return hasEnds()
        ? Optional.empty()
        : Optional.of(
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
    double ends =
        hasEnds()
            ? LEADER + chart.lines().stream().mapToDouble(line -> endWidth(line)).max().orElse(0)
            : 0;
    Frame frame =
        Frame.in(
            new Rectangle2D.Double(
                area.getX(), area.getY(), area.getWidth() - ends, area.getHeight()),
            chart.x(),
            chart.y(),
            look);
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
    if (hasEnds()) {
      drawEnds(canvas, frame);
    }
    drawPlaces(canvas, frame);
  }

  private boolean hasEnds() {
    return chart.labelled() && chart.lines().size() <= MOST_ENDS;
  }

  private String end(Line line) {
    return look.shortened(Texts.label(line.series().title()), Look.SMALL, END_WIDTH);
  }

  private double endWidth(Line line) {
    return look.width(end(line), Look.SMALL);
  }

  /** Writes the name of each line behind its end, as near as the others leave room. */
  private void drawEnds(Canvas canvas, Frame frame) {
    double[] wanted =
        chart.lines().stream()
            .mapToDouble(line -> frame.y(line.y()[line.y().length - 1]))
            .toArray();
    double[] at = Spread.of(wanted, END_ROW, frame.box().getY(), frame.box().getMaxY());
    for (int n = 0; n < wanted.length; n++) {
      Line line = chart.lines().get(n);
      double last = frame.x(line.x()[line.x().length - 1]);
      double right = frame.box().getMaxX();
      Path2D leader = new Path2D.Double();
      leader.moveTo(last, wanted[n]);
      leader.lineTo(right + LEADER - 4, at[n]);
      canvas.draw(Canvas.Kind.KEY, leader, Look.color(line.series().ink()), Look.AXIS_LINE);
      look.write(
          canvas,
          end(line),
          Look.SMALL,
          Look.INK,
          right + LEADER,
          at[n] + Look.SMALL * 0.36,
          Look.Align.LEFT);
    }
  }

  /** Those that would touch stand one below the other. The page's script does the same. */
  private void drawPlaces(Canvas canvas, Frame frame) {
    List<LineChart.Place> close = new ArrayList<>();
    for (LineChart.Place place :
        chart.places().stream().sorted(Comparator.comparingDouble(LineChart.Place::x)).toList()) {
      if (!close.isEmpty()
          && frame.x(place.x()) - frame.x(close.get(close.size() - 1).x()) >= MARK_ROW) {
        drawClose(canvas, close, frame);
        close.clear();
      }
      close.add(place);
    }
    drawClose(canvas, close, frame);
  }

  private void drawClose(Canvas canvas, List<LineChart.Place> places, Frame frame) {
    double[] wanted = places.stream().mapToDouble(place -> frame.y(place.y())).toArray();
    double[] at = Spread.of(wanted, MARK_ROW, frame.box().getY(), frame.box().getMaxY());
    for (int n = 0; n < wanted.length; n++) {
      double x = frame.x(places.get(n).x());
      Path2D lead = new Path2D.Double();
      lead.moveTo(x, wanted[n]);
      lead.lineTo(x, at[n]);
      Color color = Look.color(places.get(n).series().ink());
      canvas.draw(Canvas.Kind.KEY, lead, color, Look.AXIS_LINE);
    }
    for (int n = 0; n < wanted.length; n++) {
      drawMark(canvas, places.get(n), frame.x(places.get(n).x()), at[n]);
    }
  }

  /** A disc with a letter in it. */
  private void drawMark(Canvas canvas, LineChart.Place mark, double x, double y) {
    canvas.fill(
        Canvas.Kind.MARK,
        new Ellipse2D.Double(x - MARK, y - MARK, 2 * MARK, 2 * MARK),
        Look.color(mark.series().ink()));
    look.write(
        canvas,
        mark.letter(),
        Look.SMALL,
        Color.WHITE,
        x,
        y + Look.SMALL * 0.36,
        Look.Align.MIDDLE);
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
