package org.querent.experiments.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.querent.experiments.ExperimentException;

/**
 * A figure for papers, on white, in the formats that papers take.
 *
 * <p>Each format is drawn when it is asked for. Immutable and safe for use by many threads as long
 * as its drawing is; formats that are drawn at the same time do not wait for each other.
 *
 * @param name what its files are called, without an extension
 * @param title what it shows, in a line of characters that XML allows
 * @param description what is in it, for those who cannot see it, alike
 * @param sheet its size
 * @param drawing what is drawn
 */
public record Figure(String name, String title, String description, Sheet sheet, Drawing drawing) {
  /** Checks that nothing is missing. */
  public Figure {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(sheet, "sheet");
    Objects.requireNonNull(drawing, "drawing");
  }

  /**
   * The figure as scalable vector graphics: texts are outlines, so that they look alike anywhere;
   * title and description are texts.
   *
   * @throws ExperimentException if this Java cannot draw text
   */
  public String svg() {
    return drawing(() -> Svg.of(this));
  }

  /**
   * The figure as an image of 229 dots per inch.
   *
   * @throws ExperimentException if this Java cannot draw text
   */
  public byte[] png() {
    return drawing(() -> Png.of(this));
  }

  /**
   * The figure as a page of PDF of its size, with text that can be searched and copied, in fonts
   * that are embedded. Texts that the typeface has no glyphs for are outlines.
   *
   * @throws ExperimentException if this Java cannot draw text
   */
  public byte[] pdf() {
    return drawing(() -> Pdf.of(this));
  }

  /** Whether the bytes of an SVG file are those of a figure, whatever it shows. */
  public static boolean isOwn(byte[] svg) {
    return new String(svg, StandardCharsets.UTF_8).contains("<!--" + Svg.COMMENT + "-->");
  }

  void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, sheet.width(), sheet.height()));
    drawing.draw(graphics, sheet);
  }

  /**
   * Runs a step that draws or measures text.
   *
   * @return what the step returns
   * @throws ExperimentException if this Java cannot draw text
   */
  public static <T> T drawing(Supplier<T> step) {
    // Drawing to memory needs no display; without this, macOS opens an empty window's icon.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    try {
      return step.get();
    } catch (LinkageError | InternalError e) {
      // A Java without its font libraries fails with an error of the linker, not an exception.
      throw new ExperimentException(
          "This Java cannot draw text: "
              + e.getMessage()
              + ". Install fontconfig and freetype (on Debian: libfontconfig1, libfreetype6).",
          e);
    }
  }
}
