package org.querent.experiments.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.querent.experiments.report.Axis.Unit;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.StoppingContent;
import org.querent.simulator.progress.StoppedAt;

/** Describes where stopping rules would have ended the interviews, on the curves of the RMSE. */
final class StoppingChart {
  private StoppingChart() {}

  /**
   * Describes it; empty where no run looks at a rule, or the curves do not count questions.
   *
   * @param rmse the curves
   */
  static Optional<LineChart> of(LineChart rmse, ReportContent content) {
    StoppingContent stopping = content.stopping();
    List<LineChart.Place> places = new ArrayList<>();
    for (Line line : rmse.lines()) {
      String name = line.series().name();
      for (int rule = 0; rule < stopping.rules().size() && !stopping.of(name).isEmpty(); rule++) {
        double questions = stopping.questions(name, rule);
        double there = stopping.mean(name, rule, StoppedAt::rmse);
        places.add(
            new LineChart.Place(
                line.series(),
                StoppingContent.letter(rule),
                String.format(
                    Locale.ROOT,
                    "%s, after %s questions: %s",
                    stopping.rules().get(rule),
                    Numbers.tenths(questions),
                    Numbers.rating(there)),
                questions,
                there));
      }
    }
    return places.isEmpty() || content.axis().unit() != Unit.QUERIES
        ? Optional.empty()
        : Optional.of(
            new LineChart(
                "stopping",
                rmse.title() + ", where rules would have ended the interviews",
                "A letter is a rule of the table: how many questions an interview has under it on average, and the RMSE there",
                rmse.x(),
                new Scale(
                    rmse.y().title(),
                    Domain.around(
                        DoubleStream.concat(
                            places.stream().mapToDouble(LineChart.Place::y),
                            rmse.lines().stream()
                                .flatMapToDouble(line -> DoubleStream.of(line.y())))),
                    rmse.y().ticks(),
                    rmse.y().digits(),
                    rmse.y().grid(),
                    rmse.y().line()),
                List.of(),
                rmse.lines().stream().map(Line::withoutBand).toList(),
                rmse.bandOpacity(),
                rmse.pointer(),
                true,
                places));
  }
}
