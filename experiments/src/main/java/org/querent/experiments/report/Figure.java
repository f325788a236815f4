package org.querent.experiments.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.querent.experiments.ExperimentException;

/** The figure for papers: RMSE against queries, with bands, on white. */
final class Figure {
  static final int WIDTH = 800;
  static final int HEIGHT = 500;

  /** Pixels per point: 1600 by 1000, sharp over a column of a paper at 300 dots per inch. */
  private static final int SCALE = 2;

  private final String title;
  private final JFreeChart chart;

  private Figure(String title, JFreeChart chart) {
    this.title = title;
    this.chart = chart;
  }

  static Figure of(Analysis analysis) {
    // Drawing to memory needs no display; without this, macOS opens an empty window's icon.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    return drawing(
        () -> new Figure(analysis.content().title(), RmseChart.of(analysis, Typeface.load())));
  }

  byte[] png() {
    return drawing(
        () -> {
          BufferedImage image =
              new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
          Graphics2D graphics = image.createGraphics();
          graphics.scale(SCALE, SCALE);
          graphics.setRenderingHint(
              RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
          graphics.setRenderingHint(
              RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
          draw(graphics);
          graphics.dispose();
          return encode(image);
        });
  }

  String svg() {
    return drawing(() -> Svg.of(title, WIDTH, HEIGHT, this::draw));
  }

  private void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** A Java without its font libraries fails with an error of the linker, not an exception. */
  private static <T> T drawing(Supplier<T> step) {
    try {
      return step.get();
    } catch (LinkageError | InternalError e) {
      throw new ExperimentException(
          "This Java cannot draw text: "
              + e.getMessage()
              + ". Install fontconfig and freetype (on Debian: libfontconfig1, libfreetype6).",
          e);
    }
  }
}
