package org.querent.experiments.report.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A figure as an image. */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int LEVEL = 6;

  private Png() {}

  static byte[] of(Figure figure) {
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
    figure.draw(graphics);
    graphics.dispose();
    return encode(image);
  }

  /**
   * The image in the Portable Network Graphics format (ISO/IEC 15948), without filters, which lines
   * and areas of one colour do not need. Java's own writer takes ten times as long, more than to
   * draw the image, and says nothing of its size on paper.
   */
  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(image.getWidth(), image.getHeight()));
      chunk(out, "pHYs", size());
      chunk(out, "IDAT", compressed(image));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    // Eight bits of each of red, green and blue; no choice of compression, filters and interlacing.
    return header.put(new byte[] {8, 2, 0, 0, 0}).array();
  }

  private static byte[] size() {
    int perMetre = Math.round(Sheet.PIXELS / Sheet.POINTS * 72 / 0.0254f);
    return ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put((byte) 1).array();
  }

  private static byte[] compressed(BufferedImage image) throws IOException {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    // A row begins with its filter, 0 for none.
    byte[] row = new byte[1 + 3 * width];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(LEVEL);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
      for (int start = 0; start < pixels.length; start += width) {
        for (int x = 0; x < width; x++) {
          int pixel = pixels[start + x];
          row[3 * x + 1] = (byte) (pixel >> 16);
          row[3 * x + 2] = (byte) (pixel >> 8);
          row[3 * x + 3] = (byte) pixel;
        }
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
