package org.querent.experiments.report.paper;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.querent.experiments.report.chart.Ink;

/**
 * What lines or boxes stand for, in columns as wide as the widest text.
 *
 * @param items in their order
 * @param boxes whether a sample is a box, not a line
 */
record Legend(Look look, List<Item> items, boolean boxes) {
  private static final int LINE = 28;
  private static final int BOX = 12;
  private static final int ROW = 20;

  /** What an item takes beside its text. */
  private static final int REST = LINE + 26;

  /** A sample and what it stands for. */
  record Item(String text, Ink ink) {}

  /** A legend whose texts leave room for two columns. */
  static Legend of(Look look, List<Item> items, boolean boxes, double width) {
    return new Legend(
        look,
        items.stream()
            .map(
                item ->
                    new Item(look.shortened(item.text(), Look.TEXT, width / 2 - REST), item.ink()))
            .toList(),
        boxes);
  }

  private int columns(double width) {
    double widest =
        items.stream().mapToDouble(item -> look.width(item.text(), Look.TEXT)).max().orElse(0);
    return Math.max(1, Math.min((int) (width / (widest + REST)), items.size()));
  }

  double height(double width) {
    int columns = columns(width);
    return ROW * ((items.size() + columns - 1) / columns);
  }

  void draw(Canvas canvas, Rectangle2D area) {
    int columns = columns(area.getWidth());
    double width = area.getWidth() / columns;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      double x = area.getX() + i % columns * width;
      double y = area.getY() + i / columns * ROW + ROW / 2.0;
      if (boxes) {
        Rectangle2D box = new Rectangle2D.Double(x, y - BOX / 2.0, BOX, BOX);
        canvas.fill(Canvas.Kind.KEY, box, Look.color(item.ink()));
      } else {
        Line2D line = new Line2D.Double(x, y, x + LINE, y);
        canvas.draw(Canvas.Kind.KEY, line, Look.color(item.ink()), Look.stroke(item.ink()));
      }
      double text = x + (boxes ? BOX : LINE) + Look.GAP;
      look.write(
          canvas, item.text(), Look.TEXT, Look.INK, text, y + Look.TEXT * 0.36, Look.Align.LEFT);
    }
  }
}
