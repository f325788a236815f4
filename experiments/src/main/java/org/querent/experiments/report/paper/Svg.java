package org.querent.experiments.report.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Locale;

/**
 * A figure as scalable vector graphics, with texts as outlines so that it looks alike anywhere; the
 * {@code data-text} of an outline is its text. Not safe for use by several threads.
 */
final class Svg implements Canvas {
  /** Fractional metrics, whatever screen there is. */
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** How many numbers belong to each kind of segment of {@link PathIterator}, and its letter. */
  private static final int[] NUMBERS = {2, 2, 4, 6, 0};

  private static final String LETTERS = "MLQCZ";

  private final StringBuilder svg = new StringBuilder();

  private Svg() {}

  static String of(PaperFigure figure) {
    Svg canvas = new Svg();
    Sheet sheet = figure.sheet();
    canvas.svg.append(
        String.format(
            Locale.ROOT,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                + " viewBox=\"0 0 %1$d %2$d\" role=\"img\">\n"
                + "<title>%3$s</title>\n<desc>%4$s</desc>\n",
            sheet.width(),
            sheet.height(),
            escaped(figure.title()),
            escaped(figure.description())));
    figure.draw(canvas);
    return canvas.svg.append("</svg>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public void fill(Kind kind, Shape shape, Color color) {
    begin(kind.name().toLowerCase(Locale.ROOT), "fill", color);
    end(shape);
  }

  @Override
  public void draw(Kind kind, Shape shape, Color color, BasicStroke stroke) {
    begin(kind.name().toLowerCase(Locale.ROOT), "stroke", color);
    svg.append(" fill=\"none\" stroke-linejoin=\"round\"");
    attribute("stroke-width", stroke.getLineWidth());
    float[] dash = stroke.getDashArray();
    if (dash != null) {
      svg.append(" stroke-dasharray=\"");
      for (int i = 0; i < dash.length; i++) {
        svg.append(i == 0 ? "" : " ");
        number(dash[i]);
      }
      svg.append('"');
    }
    if (stroke.getEndCap() == BasicStroke.CAP_ROUND) {
      svg.append(" stroke-linecap=\"round\"");
    }
    end(shape);
  }

  @Override
  public void write(String text, Font font, Color color, double x, double y) {
    begin("text", "fill", color);
    svg.append(" data-text=\"").append(escaped(text)).append('"');
    end(new TextLayout(text, font, CONTEXT).getOutline(AffineTransform.getTranslateInstance(x, y)));
  }

  private void begin(String kind, String paint, Color color) {
    svg.append("<path class=\"").append(kind).append("\" ").append(paint);
    svg.append(String.format(Locale.ROOT, "=\"#%06x\"", color.getRGB() & 0xffffff));
    if (color.getAlpha() < 255) {
      attribute(paint + "-opacity", color.getAlpha() / 255.0);
    }
  }

  private void end(Shape shape) {
    svg.append(" d=\"");
    double[] numbers = new double[6];
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      int segment = path.currentSegment(numbers);
      svg.append(LETTERS.charAt(segment));
      for (int i = 0; i < NUMBERS[segment]; i++) {
        svg.append(i == 0 ? "" : " ");
        number(numbers[i]);
      }
    }
    svg.append("\"/>\n");
  }

  private void attribute(String name, double value) {
    svg.append(' ').append(name).append("=\"");
    number(value);
    svg.append('"');
  }

  /** Hundredths of a unit are finer than any printer. */
  private void number(double value) {
    long hundredths = Math.round(100 * value);
    if (hundredths < 0) {
      svg.append('-');
      hundredths = -hundredths;
    }
    svg.append(hundredths / 100);
    long rest = hundredths % 100;
    if (rest > 0) {
      svg.append(rest < 10 ? ".0" : ".").append(rest % 10 == 0 ? rest / 10 : rest);
    }
  }
}
