package org.querent.experiments.report.paper;

import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** What is drawn of a figure between its titles and its legend. */
interface Body {
  /** How wide the whole sheet is. */
  default int sheetWidth() {
    return Sheet.WIDTH;
  }

  /**
   * How high the body is.
   *
   * @param width how wide it is
   */
  double height(double width);

  /**
   * What stands below it.
   *
   * @param width how wide it is
   */
  Optional<Legend> legend(double width);

  void draw(Canvas canvas, Rectangle2D area);
}
