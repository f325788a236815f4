package org.querent.experiments.report.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

class TypefaceTest {
  @Test
  void whatever_is_set_in_its_fonts_can_be_embedded() throws IOException {
    Typeface type = Typeface.load();
    int set = 0;
    List<String> missing = new ArrayList<>();
    try (InputStream file = Typeface.Style.REGULAR.open();
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      for (int c = 0; c <= 0x1ffff; c++) {
        String text = Character.toString(c);
        if (type.regular(12, text).getFontName().equals(Typeface.Style.REGULAR.fontName())) {
          set++;
          if (glyphs.getGlyphId(c) == 0) {
            missing.add(Integer.toHexString(c));
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(set > 500, set + " characters");
  }
}
