package org.querent.experiments.report.figure;

import java.awt.Graphics2D;

/** What is on a sheet of paper. Drawn once per format, and then always the same. */
@FunctionalInterface
public interface Drawing {
  /**
   * Draws on white paper.
   *
   * @param graphics with the origin at the top left corner of the sheet
   * @param sheet the size of the sheet
   */
  void draw(Graphics2D graphics, Sheet sheet);
}
