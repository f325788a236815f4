package org.querent.experiments.report;

import com.formdev.flatlaf.fonts.inter.FlatInterFont;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;

/** The fonts of the figures: Inter, or the system's sans-serif where it cannot be read. */
record Typeface(Font regular, Font bold) {
  static Typeface load() {
    return new Typeface(
        load("Inter-Regular.otf", Font.PLAIN), load("Inter-SemiBold.otf", Font.BOLD));
  }

  Font regular(float size) {
    return regular.deriveFont(size);
  }

  Font bold(float size) {
    return bold.deriveFont(size);
  }

  private static Font load(String name, int style) {
    try (InputStream file = FlatInterFont.class.getResourceAsStream(name)) {
      if (file != null) {
        return Font.createFont(Font.TRUETYPE_FONT, file);
      }
    } catch (IOException | FontFormatException e) {
      // A figure in another font is better than none.
      return new Font(Font.SANS_SERIF, style, 12);
    }
    return new Font(Font.SANS_SERIF, style, 12);
  }
}
