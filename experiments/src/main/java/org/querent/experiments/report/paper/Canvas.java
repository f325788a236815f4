package org.querent.experiments.report.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;

/** What is drawn on; lengths are those of a {@link Sheet}, from its top left corner. */
interface Canvas {
  /** What a shape stands for, in the words of the page's style sheet. */
  enum Kind {
    PAPER,
    AXIS,
    RULE,
    BAND,
    CURVE,
    MARK,
    BAR,
    CELL,
    KEY
  }

  /** Fills a shape. */
  void fill(Kind kind, Shape shape, Color color);

  /** Draws the line of a shape. */
  void draw(Kind kind, Shape shape, Color color, BasicStroke stroke);

  /**
   * Writes a text that is not empty.
   *
   * @param x its left end
   * @param y its baseline
   */
  void write(String text, Font font, Color color, double x, double y);
}
