package org.querent.experiments.report.paper;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.BarChart;
import org.querent.experiments.report.chart.Figure;
import org.querent.experiments.report.chart.HeatMaps;
import org.querent.experiments.report.chart.LineChart;
import org.querent.experiments.report.chart.RankDiagram;

/**
 * Puts figures on paper: a title and, below it, what there is to know; the figure; its legend.
 * Immutable and safe for use by many threads.
 */
public final class Paper {
  private static final int TOP = 14;
  private static final int BOTTOM = 12;
  private static final int SUBTITLE_ROW = 18;

  /** Fewer rows of a legend leave the figure as high. */
  private static final int LEGEND_HEIGHT = 40;

  private final Look look;

  private Paper(Look look) {
    this.look = look;
  }

  /**
   * Reads the fonts.
   *
   * @throws ExperimentException if this machine cannot draw text
   */
  public static Paper load() {
    return PaperFigure.drawing(() -> new Paper(new Look(Typeface.load())));
  }

  /**
   * Draws figures, each in its formats when these are asked for.
   *
   * @throws ExperimentException if this machine cannot draw text
   */
  public List<PaperFigure> draw(List<? extends Figure> figures) {
    return figures.stream().map(this::draw).toList();
  }

  /**
   * Draws a figure, in its formats when these are asked for.
   *
   * @throws ExperimentException if this machine cannot draw text
   */
  public PaperFigure draw(Figure figure) {
    return PaperFigure.drawing(() -> new Drawn(figure).onPaper());
  }

  private Body body(Figure figure) {
    if (figure instanceof LineChart chart) {
      return new LineBody(chart, look);
    }
    if (figure instanceof BarChart chart) {
      return new BarBody(chart, look);
    }
    if (figure instanceof HeatMaps maps) {
      return new HeatBody(maps, look);
    }
    if (figure instanceof RankDiagram diagram) {
      return new RankBody(diagram, look);
    }
    throw new IllegalArgumentException("cannot draw " + figure.getClass());
  }

  /** A figure with what is measured of it. */
  private final class Drawn {
    private final Figure figure;
    private final Body body;
    private final double width;
    private final String title;
    private final List<String> subtitle;
    private final Optional<Legend> legend;

    Drawn(Figure figure) {
      this.figure = figure;
      body = body(figure);
      width = body.sheetWidth() - 2.0 * Look.MARGIN;
      title = Texts.printable(figure.title());
      subtitle = look.wrapped(Texts.printable(figure.subtitle()), Look.TEXT, width);
      legend = body.legend(width);
    }

    PaperFigure onPaper() {
      List<String> titles = figure.titles().stream().map(Texts::label).toList();
      return new PaperFigure(
          figure.name(),
          title,
          String.join(" ", subtitle) + ". " + figure.marks() + ": " + String.join(", ", titles),
          new Sheet(
              body.sheetWidth(),
              (int) Math.ceil(heading() + body.height(width) + legendHeight() + BOTTOM)),
          this::draw);
    }

    private double heading() {
      return TOP + Look.TITLE + SUBTITLE_ROW * subtitle.size() + 2 * Look.GAP;
    }

    private double legendHeight() {
      return legend.map(l -> Look.GAP + Math.max(LEGEND_HEIGHT, l.height(width))).orElse(0.0);
    }

    private void draw(Canvas canvas) {
      double height = body.height(width);
      canvas.fill(
          Canvas.Kind.PAPER,
          new Rectangle2D.Double(
              0, 0, body.sheetWidth(), heading() + height + legendHeight() + BOTTOM + 1),
          Color.WHITE);
      double y = TOP + Look.TITLE;
      look.writeTitle(canvas, title, width, y);
      for (String line : subtitle) {
        y += SUBTITLE_ROW;
        look.write(canvas, line, Look.TEXT, Look.SOFT_INK, Look.MARGIN, y, Look.Align.LEFT);
      }
      body.draw(canvas, new Rectangle2D.Double(Look.MARGIN, heading(), width, height));
      legend.ifPresent(
          l ->
              l.draw(
                  canvas,
                  new Rectangle2D.Double(
                      Look.MARGIN, heading() + height + Look.GAP, width, legendHeight())));
    }
  }
}
