package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.querent.experiments.report.figure.Figure;
import org.querent.experiments.report.figure.Sheet;
import org.querent.experiments.report.figure.Typeface;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.CriticalDifference;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/** The figures of a report: one for all that its content has something to show of. */
final class Figures {
  /** Where a diagram of ranks begins and what is left below it. */
  private static final int RANKS_REST = 100;

  private final Analysis analysis;
  private final Lines lines;
  private final Look look;
  private final List<Figure> figures = new ArrayList<>();

  private Figures(Analysis analysis, Look look) {
    this.analysis = analysis;
    this.lines = Lines.of(analysis, look);
    this.look = look;
  }

  /**
   * The figures of an experiment, each under a name of its own that fits a file: {@code rmse},
   * which is the first; {@code rmse-log}, {@code rmse-relative}, {@code calibration}, {@code
   * asked-users}, {@code asked-items}, {@code asked} and {@code time} as far as there is something
   * to show; and every other metric under its name.
   *
   * @throws org.querent.experiments.ExperimentException if this machine cannot draw text
   */
  static List<Figure> of(Analysis analysis) {
    return Figure.drawing(() -> new Figures(analysis, new Look(Typeface.load())).all());
  }

  /**
   * The diagram of mean ranks over several experiments, called {@code critical-difference}.
   *
   * @param title of the figure; may hold anything
   * @throws org.querent.experiments.ExperimentException if this machine cannot draw text
   */
  static Figure of(CriticalDifference ranks, String title) {
    return Figure.drawing(() -> ranks(ranks, Texts.label(title), new Look(Typeface.load())));
  }

  private static Figure ranks(CriticalDifference ranks, String title, Look look) {
    String subtitle =
        String.format(
                Locale.ROOT,
                "Mean ranks over %d experiments, 1 is the best; Friedman’s test that all do alike: p %s.",
                ranks.experiments(),
                Numbers.pEquals(ranks.pValue()))
            + " Bars join strategies that do not differ significantly (Nemenyi’s test, 5 %).";
    String names = String.join(", ", ranks.strategies().stream().map(Texts::label).toList());
    return new Figure(
        "critical-difference",
        title,
        subtitle + " Strategies, the best first: " + names,
        new Sheet(Sheet.WIDTH, RANKS_REST + new RankPlot(ranks, look).height()),
        Charts.drawing(() -> look.chart(new RankPlot(ranks, look), title, subtitle)));
  }

  private List<Figure> all() {
    addMetric(LearningCurve.RMSE, LearningCurve.RMSE);
    addLogarithmic();
    addRelative();
    addCalibration();
    addAsked();
    addTime();
    for (String metric : metrics()) {
      addMetric(fileName(metric), metric);
    }
    return List.copyOf(figures);
  }

  /** The metrics of any strategy but the RMSE. */
  private Set<String> metrics() {
    Set<String> metrics = new LinkedHashSet<>();
    analysis.curves().forEach(curve -> metrics.addAll(curve.metrics().keySet()));
    metrics.remove(LearningCurve.RMSE);
    return metrics;
  }

  /** A name that no other figure has and that every file system takes. */
  private String fileName(String metric) {
    String plain = metric.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String inner = plain.replaceAll("^-|-$", "");
    String name = inner.isEmpty() ? "metric" : inner.substring(0, Math.min(inner.length(), 60));
    int next = 2;
    String free = name;
    while (taken(free)) {
      free = name + "-" + next++;
    }
    return free;
  }

  private boolean taken(String name) {
    return figures.stream().anyMatch(figure -> figure.name().equals(name));
  }

  private void addMetric(String name, String metric) {
    MetricTexts texts = MetricTexts.of(metric);
    add(
        new CurveChart(
            name,
            title(Texts.label(texts.name())),
            intervals(analysis.curves()),
            analysis.curves().stream().filter(c -> c.metrics().containsKey(metric)).toList(),
            metric,
            texts,
            "target",
            false));
  }

  private void addLogarithmic() {
    List<StrategyCurve> asked =
        analysis.curves().stream().filter(curve -> curve.lastQueries() > 0).toList();
    if (!asked.isEmpty()) {
      MetricTexts texts = MetricTexts.of(LearningCurve.RMSE);
      String title = title("RMSE, logarithmic axis");
      add(
          new CurveChart(
              "rmse-log", title, intervals(asked), asked, LearningCurve.RMSE, texts, "", true));
    }
  }

  private void addRelative() {
    if (analysis.relative().size() > 1) {
      String baseline = analysis.baseline().orElseThrow();
      String label = lines.of(baseline).label();
      MetricTexts texts =
          new MetricTexts("RMSE", "RMSE minus that of the baseline", OptionalDouble.of(0));
      List<StrategyCurve> others =
          analysis.relative().stream().filter(c -> !c.strategy().equals(baseline)).toList();
      add(
          new CurveChart(
              "rmse-relative",
              title("RMSE relative to " + label),
              intervals(others) + ", of differences to the baseline with the same seed",
              others,
              LearningCurve.RMSE,
              texts,
              label,
              false));
    }
  }

  private void add(CurveChart chart) {
    figures.add(chart.draw(analysis.content().axis().title(), lines, look));
  }

  private void addCalibration() {
    List<String> strategies = having(analysis.content().reliability());
    if (!strategies.isEmpty()) {
      figures.add(
          new ReliabilityChart(title("calibration"), analysis.content().reliability(), strategies)
              .draw(lines, look));
    }
  }

  private void addAsked() {
    Map<String, AskedPairs> asked = analysis.content().asked();
    List<String> strategies = having(asked);
    if (!strategies.isEmpty()) {
      figures.add(
          AskedShares.ofUsers(title("users that were asked"), asked, strategies).draw(lines, look));
      figures.add(
          AskedShares.ofItems(title("items that were asked about"), asked, strategies)
              .draw(lines, look));
      figures.add(new AskedMaps(title("what was asked"), asked, strategies).draw(lines, look));
    }
  }

  private void addTime() {
    QueryTimes times = QueryTimes.of(analysis.content());
    if (!times.milliseconds().isEmpty()) {
      figures.add(new TimeChart(title("time per query"), times).draw(lines, look));
    }
  }

  /** The strategies that something was measured of, in the order of the experiment. */
  private List<String> having(Map<String, ?> measured) {
    return analysis.curves().stream()
        .map(StrategyCurve::strategy)
        .filter(measured::containsKey)
        .toList();
  }

  private String title(String what) {
    return Texts.label(analysis.content().title()) + ": " + what;
  }

  /** What lines and bands are. */
  private String intervals(List<StrategyCurve> curves) {
    int fewest = curves.stream().mapToInt(curve -> curve.seeds().size()).min().orElse(1);
    int most = curves.stream().mapToInt(curve -> curve.seeds().size()).max().orElse(1);
    if (most == 1) {
      return "One seed";
    }
    String method =
        analysis.content().intervals() == IntervalMethod.BOOTSTRAP ? "bootstrap" : "Student’s t";
    return String.format(
        Locale.ROOT,
        "Means of %s seeds with their 95 %% intervals (%s)",
        fewest == most ? most : fewest + " to " + most,
        method);
  }
}
