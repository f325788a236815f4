package org.querent.experiments.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A horizontal logarithmic axis with labels at 1, 2 and 5 times powers of ten, or at powers of ten
 * alone where that would be too many. JFreeChart's own would have them at powers of a root of ten.
 */
final class LogarithmicAxis extends LogAxis {
  private static final long serialVersionUID = 1;

  /** Decades up to which all three have labels. */
  private static final double FEW_DECADES = 4;

  LogarithmicAxis(String label) {
    super(label);
    setSmallestValue(Double.MIN_NORMAL);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    double low = getRange().getLowerBound();
    double high = getRange().getUpperBound();
    boolean few = Math.log10(high / low) <= FEW_DECADES;
    List<NumberTick> ticks = new ArrayList<>();
    for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
      for (int step = 1; step < 10; step++) {
        double value = step * power;
        if (value >= low && value <= high) {
          ticks.add(tick(value, step == 1 || few && (step == 2 || step == 5)));
        }
      }
    }
    return ticks;
  }

  private static NumberTick tick(double value, boolean labelled) {
    return new NumberTick(
        labelled ? TickType.MAJOR : TickType.MINOR,
        value,
        labelled ? Ticks.format("#,##0.###").format(value) : "",
        TextAnchor.TOP_CENTER,
        TextAnchor.TOP_CENTER,
        0);
  }
}
