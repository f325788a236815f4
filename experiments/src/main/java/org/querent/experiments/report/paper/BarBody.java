package org.querent.experiments.report.paper;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.BarChart;

/** Draws horizontal bars, one below the other. */
record BarBody(BarChart chart, Look look) implements Body {
  private static final int ROW = 30;
  private static final int BAR = 15;
  private static final double LONGEST_LABEL = 300;

  @Override
  public double height(double width) {
    return ROW * chart.bars().size() + Frame.BOTTOM;
  }

  @Override
  public Optional<Legend> legend(double width) {
    return Optional.of(
        Legend.of(
            look,
            chart.parts().stream()
                .map(part -> new Legend.Item(Texts.label(part.name()), part.ink()))
                .toList(),
            true,
            width));
  }

  @Override
  public void draw(Canvas canvas, Rectangle2D area) {
    List<String> labels =
        chart.titles().stream()
            .map(Texts::label)
            .map(label -> look.shortened(label, Look.TEXT, LONGEST_LABEL))
            .toList();
    double left =
        Look.GAP + labels.stream().mapToDouble(l -> look.width(l, Look.TEXT)).max().orElse(0);
    Rectangle2D box =
        new Rectangle2D.Double(
            area.getX() + left,
            area.getY(),
            area.getWidth() - left - Look.GAP,
            area.getHeight() - Frame.BOTTOM);
    Frame frame = new Frame(look, box, chart.x(), chart.x());
    frame.drawAcross(canvas);
    for (int i = 0; i < labels.size(); i++) {
      double y = box.getY() + ROW * (i + 0.5);
      look.write(
          canvas,
          labels.get(i),
          Look.TEXT,
          Look.INK,
          box.getX() - Look.GAP,
          y + 4.7,
          Look.Align.RIGHT);
      draw(canvas, chart.bars().get(i), y, frame);
    }
  }

  private void draw(Canvas canvas, BarChart.Bar bar, double y, Frame frame) {
    double from = 0;
    for (int part = 0; part < bar.lengths().size(); part++) {
      double to = from + bar.lengths().get(part);
      Rectangle2D shape =
          new Rectangle2D.Double(frame.x(from), y - BAR / 2.0, frame.x(to) - frame.x(from), BAR);
      Color color = Look.color(chart.parts().get(part).ink());
      canvas.fill(Canvas.Kind.BAR, shape, color);
      from = to;
    }
  }
}
