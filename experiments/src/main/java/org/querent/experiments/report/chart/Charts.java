package org.querent.experiments.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.QueryTimes;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * All figures of an experiment, as far as there is something to show.
 *
 * @param series the strategies, in their order
 * @param curves those of each metric
 * @param byAnswers the same against the number of answers; empty where every query was answered
 * @param logarithmic those of the RMSE, over a logarithmic axis
 * @param stopping those of the RMSE, with the places where rules would have ended the interviews
 * @param promise by how much errors fell, against by how much they were expected to
 * @param groups those of the RMSE of single groups
 */
public record Charts(
    List<Series> series,
    List<MetricCharts> curves,
    List<MetricCharts> byAnswers,
    Optional<LineChart> logarithmic,
    Optional<LineChart> calibration,
    Optional<LineChart> askedUsers,
    Optional<LineChart> askedItems,
    Optional<HeatMaps> asked,
    Optional<BarChart> time,
    Optional<LineChart> stopping,
    Optional<LineChart> promise,
    List<GroupCharts> groups) {
  /** Names that a metric's figure does not take, so that figures keep their names. */
  private static final Set<String> TAKEN =
      Set.of("calibration", "asked-users", "asked-items", "asked", "time", "stopping", "promise");

  /** Describes an experiment. */
  public static Charts of(Analysis analysis) {
    List<String> names = analysis.curves().stream().map(StrategyCurve::strategy).toList();
    List<Series> series = Series.of(names, analysis::title, analysis.baseline());
    CurveCharts curves = new CurveCharts(analysis, analysis.main(), series);
    List<MetricCharts> metrics = curves.all(TAKEN);
    ReportContent content = analysis.content();
    String title = Texts.label(content.title()) + ": ";
    List<Series> calibrated = having(series, content.reliability());
    List<Series> promising = having(series, analysis.promises().strategies());
    List<Series> asking = having(series, content.asked());
    QueryTimes times = QueryTimes.of(content);
    List<Series> timed = having(series, times.milliseconds());
    Optional<AskedCharts> asked =
        asking.isEmpty() ? Optional.empty() : Optional.of(new AskedCharts(asking, content.asked()));
    return new Charts(
        series,
        metrics,
        analysis
            .byAnswers()
            .map(answers -> new CurveCharts(analysis, answers, series).all(TAKEN))
            .orElse(List.of()),
        metrics.stream()
            .filter(CurveCharts::isRmse)
            .findFirst()
            .flatMap(rmse -> curves.logarithmic(rmse.values())),
        calibrated.isEmpty()
            ? Optional.empty()
            : Optional.of(
                CalibrationChart.of(title + "calibration", calibrated, content.reliability())),
        asked.map(charts -> charts.users(title + "users that were asked")),
        asked.map(charts -> charts.items(title + "items that were asked about")),
        asked.map(charts -> charts.pairs(title + "what was asked")),
        timed.isEmpty()
            ? Optional.empty()
            : Optional.of(TimeChart.of(title + "time per query", timed, times)),
        metrics.stream()
            .filter(CurveCharts::isRmse)
            .findFirst()
            .flatMap(rmse -> StoppingChart.of(rmse.values(), content)),
        promising.isEmpty()
            ? Optional.empty()
            : Optional.of(
                CalibrationChart.ofPromises(
                    title + "promised and delivered", promising, analysis.promises())),
        GroupCharts.of(curves, analysis.main()));
  }

  /**
   * The learning curves of an experiment that stands beside others.
   *
   * @param series the strategies of all of them
   */
  public static List<MetricCharts> curves(Analysis analysis, List<Series> series) {
    return new CurveCharts(analysis, analysis.main(), series).all(TAKEN);
  }

  /** The strategies that something was measured of. */
  private static List<Series> having(List<Series> series, Map<String, ?> measured) {
    return series.stream().filter(one -> measured.containsKey(one.name())).toList();
  }

  /**
   * Those that stand alone, each under a name of its own that fits a file: {@code rmse}, which is
   * the first; {@code rmse-log}, {@code rmse-relative}, {@code rmse-by-answers}, {@code
   * calibration}, {@code asked-users}, {@code asked-items}, {@code asked}, {@code time}, {@code
   * stopping} and {@code promise}; and every other metric under its name.
   */
  public List<Figure> figures() {
    MetricCharts rmse = curves.stream().filter(CurveCharts::isRmse).findFirst().orElseThrow();
    List<Figure> figures = new ArrayList<>();
    figures.add(rmse.values());
    logarithmic.ifPresent(figures::add);
    rmse.relative().ifPresent(figures::add);
    byAnswers.stream().filter(CurveCharts::isRmse).map(MetricCharts::values).forEach(figures::add);
    calibration.ifPresent(figures::add);
    askedUsers.ifPresent(figures::add);
    askedItems.ifPresent(figures::add);
    asked.ifPresent(figures::add);
    time.ifPresent(figures::add);
    stopping.ifPresent(figures::add);
    promise.ifPresent(figures::add);
    curves.stream()
        .filter(charts -> !CurveCharts.isRmse(charts))
        .map(MetricCharts::values)
        .forEach(figures::add);
    return List.copyOf(figures);
  }
}
