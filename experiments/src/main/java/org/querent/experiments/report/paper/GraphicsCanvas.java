package org.querent.experiments.report.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;

/** Draws with what Java draws with, such as on an image. */
record GraphicsCanvas(Graphics2D graphics) implements Canvas {
  @Override
  public void fill(Kind kind, Shape shape, Color color) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  @Override
  public void draw(Kind kind, Shape shape, Color color, BasicStroke stroke) {
    graphics.setColor(color);
    graphics.setStroke(stroke);
    graphics.draw(shape);
  }

  @Override
  public void write(String text, Font font, Color color, double x, double y) {
    graphics.setColor(color);
    graphics.setFont(font);
    graphics.drawString(text, (float) x, (float) y);
  }
}
