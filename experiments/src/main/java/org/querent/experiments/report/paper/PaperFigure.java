package org.querent.experiments.report.paper;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.querent.experiments.ExperimentException;

/**
 * A figure for papers, on white, in the formats that papers take.
 *
 * <p>Each format is drawn when it is asked for. Immutable and safe for use by many threads; formats
 * that are drawn at the same time do not wait for each other.
 *
 * @param name what its files are called, without an extension
 * @param title what it shows, in a line of characters that XML allows
 * @param description what is in it, for those who cannot see it, as plain text
 * @param sheet its size
 * @param drawing draws it
 */
public record PaperFigure(
    String name, String title, String description, Sheet sheet, Drawing drawing) {
  /** What is on a sheet of paper. Drawn once per format, and then always the same. */
  @FunctionalInterface
  interface Drawing extends Consumer<Canvas> {}

  /** Checks that nothing is missing. */
  public PaperFigure {
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

  void draw(Canvas canvas) {
    drawing.accept(canvas);
  }

  /**
   * Runs a step that draws or measures text.
   *
   * @return what the step returns
   * @throws ExperimentException if this Java cannot draw text
   */
  static <T> T drawing(Supplier<T> step) {
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
