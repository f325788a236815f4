package org.querent.experiments.report.paper;

import java.util.Locale;

/**
 * The size of a figure, in its own units, of which {@link #WIDTH} are as wide as the text of a
 * page.
 *
 * <p>Printed at that width of 7 inches, a unit is 0.63 points: texts of 13 units are 8.2 points,
 * the size of a footnote, which is what journals ask of the lettering of figures. A narrower sheet
 * is printed narrower, with the same lettering.
 *
 * @param width in units
 * @param height in units
 */
public record Sheet(int width, int height) {
  /** The width of the text of a page: two columns of a paper, 7 inches, in units. */
  public static final int WIDTH = 800;

  /** Points (1/72 inch) per unit. */
  static final float POINTS = 7 * 72f / WIDTH;

  /** Pixels per unit: an image of the whole width has 229 dots per inch. */
  static final int PIXELS = 2;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Sheet {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no sheet of %d by %d", width, height));
    }
  }
}
