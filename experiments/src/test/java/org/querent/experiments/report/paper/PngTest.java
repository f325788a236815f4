package org.querent.experiments.report.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images, read by another. */
class PngTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "300, 1", "257, 129", "1600, 1000"})
  void every_pixel_is_as_it_was(int width, int height) throws IOException {
    RandomGenerator random = new SplittableRandom(width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = random.ints((long) width * height).toArray();
    image.setRGB(0, 0, width, height, pixels, 0, width);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encoded(image)));
    assertEquals(width, read.getWidth());
    assertEquals(height, read.getHeight());
    assertArrayEquals(
        image.getRGB(0, 0, width, height, null, 0, width),
        read.getRGB(0, 0, width, height, null, 0, width));
  }
}
