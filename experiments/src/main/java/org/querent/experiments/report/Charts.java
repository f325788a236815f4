package org.querent.experiments.report;

import java.awt.geom.Rectangle2D;
import java.util.function.Supplier;
import org.jfree.chart.JFreeChart;
import org.querent.experiments.report.figure.Drawing;

/** Puts charts on paper. */
final class Charts {
  private Charts() {}

  /**
   * A drawing of a chart that fills the sheet; made anew each time, as charts are for one thread.
   */
  static Drawing drawing(Supplier<JFreeChart> chart) {
    return (graphics, sheet) ->
        chart.get().draw(graphics, new Rectangle2D.Double(0, 0, sheet.width(), sheet.height()));
  }
}
