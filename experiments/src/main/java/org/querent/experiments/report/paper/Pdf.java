package org.querent.experiments.report.paper;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** A figure as a page of PDF. */
final class Pdf {
  private Pdf() {}

  static byte[] of(PaperFigure figure) {
    List<TrueTypeFont> fonts = new ArrayList<>();
    try (PDDocument document = new PDDocument();
        PdfBoxGraphics2DFontTextDrawer texts = new PdfBoxGraphics2DFontTextDrawer()) {
      describe(document, figure);
      for (Typeface.Style style : Typeface.Style.values()) {
        TrueTypeFont font = font(style);
        fonts.add(font);
        texts.registerFont(style.fontName(), PDType0Font.load(document, font, true));
      }
      add(document, figure, texts);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    } finally {
      // Not before the document is saved: only then it takes the glyphs that it needs.
      fonts.forEach(IOUtils::closeQuietly);
    }
  }

  private static TrueTypeFont font(Typeface.Style style) throws IOException {
    try (InputStream file = style.open()) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
      // Ligatures take longer than all other text, and a copied "fi" would be one odd letter.
      font.setEnableGsub(false);
      return font;
    }
  }

  private static void describe(PDDocument document, PaperFigure figure) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(figure.title());
    information.setSubject(figure.description());
    information.setCreator("Querent");
    document.getDocumentCatalog().setLanguage("en");
    // Else it is the time, and the same figure would have other bytes tomorrow.
    document.setDocumentId(0L);
  }

  private static void add(
      PDDocument document, PaperFigure figure, PdfBoxGraphics2DFontTextDrawer texts)
      throws IOException {
    Sheet sheet = figure.sheet();
    PDPage page =
        new PDPage(new PDRectangle(sheet.width() * Sheet.POINTS, sheet.height() * Sheet.POINTS));
    document.addPage(page);
    PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, sheet.width(), sheet.height());
    graphics.setFontTextDrawer(texts);
    figure.draw(new GraphicsCanvas(graphics));
    graphics.dispose();
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.transform(Matrix.getScaleInstance(Sheet.POINTS, Sheet.POINTS));
      content.drawForm(graphics.getXFormObject());
    }
  }
}
