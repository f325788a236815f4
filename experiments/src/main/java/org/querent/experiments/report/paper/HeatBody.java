package org.querent.experiments.report.paper;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Colours;
import org.querent.experiments.report.chart.HeatMaps;

/** Draws maps of coloured cells side by side, and below them what the colours mean. */
record HeatBody(HeatMaps maps, Look look) implements Body {
  private static final float TICK = 10.5f;

  /** What a map's title takes above it, its labels below and to the left, and what is between. */
  private static final int TITLE = 20;

  private static final int LABELS = 18;
  private static final int BETWEEN = 14;

  /** How high the key of the colours is with its texts, and how wide. */
  private static final int KEY = 84;

  private static final int KEY_WIDTH = 360;
  private static final int STRIP = 12;
  private static final int STEPS = 64;

  /** As many as keep the figure of 25 strategies on one page. */
  private int columns() {
    int panels = maps.maps().size();
    if (panels <= 6) {
      return 3;
    }
    return panels <= 16 ? 4 : 5;
  }

  private double side(double width) {
    return width / columns() - LABELS - BETWEEN;
  }

  @Override
  public double height(double width) {
    int rows = (maps.maps().size() + columns() - 1) / columns();
    return rows * (side(width) + TITLE + LABELS + BETWEEN) + KEY;
  }

  @Override
  public Optional<Legend> legend(double width) {
    return Optional.empty();
  }

  @Override
  public void draw(Canvas canvas, Rectangle2D area) {
    double side = side(area.getWidth());
    for (int i = 0; i < maps.maps().size(); i++) {
      double x = area.getX() + i % columns() * area.getWidth() / columns() + LABELS;
      double y = area.getY() + i / columns() * (side + TITLE + LABELS + BETWEEN) + TITLE;
      drawMap(canvas, maps.maps().get(i), new Rectangle2D.Double(x, y, side, side));
    }
    drawKey(canvas, area);
  }

  private void drawMap(Canvas canvas, HeatMaps.HeatMap map, Rectangle2D box) {
    String title =
        look.shortened(Texts.label(map.series().title()), Look.SMALL, box.getWidth() + BETWEEN);
    look.write(canvas, title, Look.SMALL, Look.INK, box.getX(), box.getY() - 7, Look.Align.LEFT);
    int rows = map.cells().length;
    double size = box.getWidth() / rows;
    for (int row = 0; row < rows; row++) {
      double top = box.getMaxY() - (row + 1) * size;
      String number = String.valueOf(row + 1);
      tick(canvas, number, box.getX() - 4, top + size / 2 + 3.8, Look.Align.RIGHT);
      tick(canvas, number, box.getX() + (row + 0.5) * size, box.getMaxY() + 13, Look.Align.MIDDLE);
      for (int column = 0; column < map.cells()[row].length; column++) {
        Double ratio = map.cells()[row][column];
        if (ratio != null) {
          // A hair apart, as on the page.
          canvas.fill(
              Canvas.Kind.CELL,
              new Rectangle2D.Double(box.getX() + column * size, top, size - 0.5, size - 0.5),
              color(maps.colours().part(ratio)));
        }
      }
    }
  }

  private void tick(Canvas canvas, String text, double x, double y, Look.Align align) {
    look.write(canvas, text, TICK, Look.SOFT_INK, x, y, align);
  }

  private void drawKey(Canvas canvas, Rectangle2D area) {
    Colours colours = maps.colours();
    double left = area.getCenterX() - KEY_WIDTH / 2.0;
    double top = area.getMaxY() - KEY + 24;
    String axes = "across: " + maps.across() + "; up: " + maps.up();
    look.write(canvas, axes, Look.TEXT, Look.INK, area.getCenterX(), top - 14, Look.Align.MIDDLE);
    for (int step = 0; step < STEPS; step++) {
      double width = KEY_WIDTH / (double) STEPS;
      canvas.fill(
          Canvas.Kind.KEY,
          new Rectangle2D.Double(left + step * width, top, width + 0.2, STRIP),
          color((step + 0.5) / STEPS));
    }
    List<String> labels = colours.labels();
    for (int i = 0; i < labels.size(); i++) {
      double x = left + i * KEY_WIDTH / (labels.size() - 1.0);
      tick(canvas, labels.get(i), x, top + STRIP + 14, Look.Align.MIDDLE);
    }
    look.write(
        canvas,
        maps.key(),
        Look.TEXT,
        Look.INK,
        area.getCenterX(),
        top + STRIP + 33,
        Look.Align.MIDDLE);
  }

  /** The colour at a part of the scale, between those that are given. */
  private Color color(double part) {
    List<String> stops = maps.colours().light();
    double position = part * (stops.size() - 1);
    int stop = Math.min((int) position, stops.size() - 2);
    float[] from = Color.decode(stops.get(stop)).getRGBColorComponents(null);
    float[] to = Color.decode(stops.get(stop + 1)).getRGBColorComponents(null);
    float weight = (float) (position - stop);
    for (int i = 0; i < from.length; i++) {
      from[i] += weight * (to[i] - from[i]);
    }
    return new Color(from[0], from[1], from[2]);
  }
}
