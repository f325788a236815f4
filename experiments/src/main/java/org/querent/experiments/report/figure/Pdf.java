package org.querent.experiments.report.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** A figure as a page of PDF. */
final class Pdf {
  private Pdf() {}

  static byte[] of(Figure figure) {
    try (PDDocument document = new PDDocument();
        PdfBoxGraphics2DFontTextDrawer texts = new PdfBoxGraphics2DFontTextDrawer()) {
      describe(document, figure);
      for (Typeface.Style style : Typeface.Style.values()) {
        try (InputStream file = style.open()) {
          texts.registerFont(style.fontName(), file);
        }
      }
      add(document, figure, texts);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
  }

  private static void describe(PDDocument document, Figure figure) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(figure.title());
    information.setSubject(figure.description());
    information.setCreator("Querent");
    document.getDocumentCatalog().setLanguage("en");
    // Else it is the time, and the same figure would have other bytes tomorrow.
    document.setDocumentId(0L);
  }

  private static void add(PDDocument document, Figure figure, PdfBoxGraphics2DFontTextDrawer texts)
      throws IOException {
    Sheet sheet = figure.sheet();
    PDPage page =
        new PDPage(new PDRectangle(sheet.width() * Sheet.POINTS, sheet.height() * Sheet.POINTS));
    document.addPage(page);
    PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, sheet.width(), sheet.height());
    graphics.setFontTextDrawer(texts);
    figure.draw(graphics);
    graphics.dispose();
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.transform(Matrix.getScaleInstance(Sheet.POINTS, Sheet.POINTS));
      content.drawForm(graphics.getXFormObject());
    }
  }
}
