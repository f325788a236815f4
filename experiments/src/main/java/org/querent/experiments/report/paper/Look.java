package org.querent.experiments.report.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import org.querent.experiments.report.chart.Ink;

/**
 * What all figures on paper have alike: colours of the paper, widths of lines and sizes of letters.
 * Lengths are those of a {@link Sheet}. Immutable and safe for use by many threads.
 *
 * @param type the fonts
 */
record Look(Typeface type) {
  static final Color INK = new Color(0x1f2328);
  static final Color SOFT_INK = new Color(0x5b6068);
  static final Color GRID = new Color(0xe6e8eb);

  /** Sizes of letters. */
  static final float TITLE = 17;

  static final float TEXT = 13;
  static final float SMALL = 12;

  /** What is left free at the left and the right of a sheet. */
  static final int MARGIN = 20;

  /** What stands between a text and what it says something of. */
  static final int GAP = 8;

  static final BasicStroke GRID_LINE = stroke(List.of(), 0.8f);
  static final BasicStroke AXIS_LINE = stroke(List.of(), 1);
  static final BasicStroke RULE = stroke(List.of(3, 3), 1);
  private static final float LINE_WIDTH = 1.6f;

  static Color color(Ink ink) {
    return Color.decode(ink.light());
  }

  static BasicStroke stroke(Ink ink) {
    return stroke(ink.dash(), LINE_WIDTH);
  }

  static BasicStroke stroke(List<Integer> dash, float width) {
    if (dash.isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    float[] lengths = new float[dash.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dash.get(i);
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
  }

  /** Where a text stands beside a point. */
  enum Align {
    LEFT,
    MIDDLE,
    RIGHT
  }

  /**
   * Writes a text.
   *
   * @param x its left end, its middle or its right end
   * @param y its baseline
   */
  void write(Canvas canvas, String text, float size, Color color, double x, double y, Align align) {
    if (text.isEmpty()) {
      return;
    }
    double start = x - width(text, size) * align.ordinal() / 2;
    canvas.write(text, type.regular(size, text), color, start, y);
  }

  double width(String text, float size) {
    return width(text, type.regular(size, text));
  }

  private static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  /** Writes what a figure is called, on one line. */
  void writeTitle(Canvas canvas, String text, double width, double y) {
    Font font = type.bold(TITLE, text);
    String title = shortened(text, font, width);
    if (!title.isEmpty()) {
      canvas.write(title, font, INK, MARGIN, y);
    }
  }

  /** Shortens a text until it fits. */
  String shortened(String text, float size, double width) {
    return shortened(text, type.regular(size, text), width);
  }

  private static String shortened(String text, Font font, double width) {
    String shortened = text;
    int length = text.codePointCount(0, text.length());
    while (length > 1 && width(shortened, font) > width) {
      length--;
      shortened = text.substring(0, text.offsetByCodePoints(0, length)).strip() + "…";
    }
    return shortened;
  }

  /** The lines of a text that is wider than the sheet. */
  List<String> wrapped(String text, float size, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }
}
