package org.querent.experiments.report.paper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A figure as an image, by the W3C's recommendation Portable Network Graphics (2003). The writer of
 * Java tries five filters on every row, of which none makes areas and lines smaller; that took most
 * of the time of a report.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte RED_GREEN_BLUE = 2;
  private static final byte METRE = 1;
  private static final int CHANNELS = 3;

  private Png() {}

  static byte[] of(PaperFigure figure) {
    Sheet sheet = figure.sheet();
    BufferedImage image =
        new BufferedImage(
            sheet.width() * Sheet.PIXELS,
            sheet.height() * Sheet.PIXELS,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(Sheet.PIXELS, Sheet.PIXELS);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    figure.draw(new GraphicsCanvas(graphics));
    graphics.dispose();
    try {
      return encoded(image);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
  }

  /** An image of {@link BufferedImage#TYPE_INT_RGB}. */
  static byte[] encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
    // The only compression and the only kind of filters that there are; not interlaced.
    chunk(bytes, "IHDR", header.put(BITS).put(RED_GREEN_BLUE).array());
    int perMetre = Math.round(Sheet.PIXELS / Sheet.POINTS * 72 / 0.0254f);
    ByteBuffer size = ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put(METRE);
    chunk(bytes, "pHYs", size.array());
    chunk(bytes, "IDAT", deflated(image));
    chunk(bytes, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream bytes, String type, byte[] data)
      throws IOException {
    byte[] named =
        ByteBuffer.allocate(4 + data.length).put(type.getBytes(US_ASCII)).put(data).array();
    CRC32 check = new CRC32();
    check.update(named);
    bytes.write(ByteBuffer.allocate(4).putInt(data.length).array());
    bytes.write(named);
    bytes.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  /** Row by row from the top, each after the number of its filter, which is none. */
  private static byte[] deflated(BufferedImage image) throws IOException {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] row = new byte[1 + CHANNELS * image.getWidth()];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 13)) {
      for (int at = 0; at < pixels.length; ) {
        for (int to = 1; to < row.length; at++) {
          row[to++] = (byte) (pixels[at] >> 16);
          row[to++] = (byte) (pixels[at] >> 8);
          row[to++] = (byte) pixels[at];
        }
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
