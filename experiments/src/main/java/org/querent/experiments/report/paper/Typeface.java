package org.querent.experiments.report.paper;

import com.formdev.flatlaf.fonts.roboto.FlatRobotoFont;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The fonts of the figures: Roboto, and the system's sans-serif for texts that Roboto has no glyphs
 * for. Immutable and safe for use by many threads.
 */
public final class Typeface {
  private final Font regular;
  private final Font bold;

  /** The fonts that come along. */
  enum Style {
    REGULAR("Roboto", "Roboto-Regular.ttf"),
    BOLD("Roboto Medium", "Roboto-Medium.ttf");

    private final String fontName;
    private final String file;

    Style(String fontName, String file) {
      this.fontName = fontName;
      this.file = file;
    }

    /** What the font calls itself. */
    String fontName() {
      return fontName;
    }

    InputStream open() {
      InputStream stream = FlatRobotoFont.class.getResourceAsStream(file);
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      return stream;
    }

    Font load() {
      try (InputStream stream = open()) {
        return Font.createFont(Font.TRUETYPE_FONT, stream);
      } catch (IOException | FontFormatException e) {
        throw new IllegalStateException(file + " cannot be read from the class path", e);
      }
    }
  }

  private Typeface(Font regular, Font bold) {
    this.regular = regular;
    this.bold = bold;
  }

  /** Reads the fonts. */
  public static Typeface load() {
    return new Typeface(Style.REGULAR.load(), Style.BOLD.load());
  }

  /** The font for texts of which nothing is known but that they are of Latin letters. */
  public Font regular(float size) {
    return regular.deriveFont(size);
  }

  /** The font for a text. */
  public Font regular(float size, String text) {
    return fit(regular, Font.PLAIN, size, text);
  }

  /** The font for a text that stands out. */
  public Font bold(float size, String text) {
    return fit(bold, Font.BOLD, size, text);
  }

  private static Font fit(Font font, int style, float size, String text) {
    boolean fits = font.canDisplayUpTo(text) < 0 && text.codePoints().allMatch(Typeface::isShown);
    return (fits ? font : new Font(Font.SANS_SERIF, style, 1)).deriveFont(size);
  }

  /** Java counts what it does not show among what every font can; no font has glyphs for that. */
  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
