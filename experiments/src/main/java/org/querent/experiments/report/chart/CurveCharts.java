package org.querent.experiments.report.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis.Unit;
import org.querent.experiments.report.AxisCurves;
import org.querent.experiments.report.MetricTexts;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

/** Describes the learning curves of an experiment: means and bands of a metric against queries. */
final class CurveCharts {
  private static final String RMSE_LOG = "rmse-log";
  private static final String BY_ANSWERS = "-by-answers";
  private static final int TICKS = 6;
  private static final double[] NONE = {};
  private static final double BAND = 0.13;

  /** Where bands of more strategies lie upon each other, paler ones leave the lines visible. */
  private static final int FEW = 5;

  /** How many digits of the largest value are worth showing. */
  private static final int SIGNIFICANT = 5;

  /** How many decimals of it; of values below 0.1, so many digits. */
  private static final int MOST_DECIMALS = 4;

  private final Analysis analysis;
  private final AxisCurves curves;
  private final Map<String, Series> series = new HashMap<>();

  /**
   * Describes an analysis over one of its axes.
   *
   * @param series those of its strategies, and perhaps of others
   */
  CurveCharts(Analysis analysis, AxisCurves curves, List<Series> series) {
    this.analysis = analysis;
    this.curves = curves;
    series.forEach(one -> this.series.put(one.name(), one));
  }

  /**
   * The charts of every metric of any strategy.
   *
   * @param taken names of figures that other figures have
   */
  List<MetricCharts> all(Set<String> taken) {
    Set<String> metrics = new LinkedHashSet<>();
    curves.means().forEach(curve -> metrics.addAll(curve.metrics().keySet()));
    Set<String> names = new HashSet<>(taken);
    names.add(RMSE_LOG);
    List<MetricCharts> charts = new ArrayList<>();
    // Groups have a table, and a figure of how far they are apart.
    metrics.removeIf(MetricTexts::isOfGroup);
    for (String metric : metrics) {
      String over = curves.axis().unit() == Unit.ANSWERS ? metric + BY_ANSWERS : metric;
      charts.add(charts(metric, fileName(over, names)));
    }
    return charts;
  }

  /** A name that no other figure has and that every file system takes. */
  private static String fileName(String metric, Set<String> taken) {
    String plain = metric.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String inner = plain.replaceAll("^-|-$", "");
    String name = inner.isEmpty() ? "metric" : inner.substring(0, Math.min(inner.length(), 60));
    int next = 2;
    String free = name;
    while (!taken.add(free)) {
      free = name + "-" + next++;
    }
    return free;
  }

  private MetricCharts charts(String metric, String name) {
    MetricTexts texts = MetricTexts.of(metric);
    return new MetricCharts(
        metric, texts.name(), values(metric, name, texts), relative(metric, name, texts));
  }

  private LineChart values(String metric, String name, MetricTexts texts) {
    return chart(
        name,
        Texts.label(texts.name()),
        intervals(curves.means()),
        curves.means(),
        metric,
        texts.axis(),
        rules(metric, texts),
        false);
  }

  private List<Rule> rules(String metric, MetricTexts texts) {
    if (texts.target().isPresent()) {
      return List.of(level("target", texts.target().getAsDouble()));
    }
    return metric.equals(LearningCurve.RMSE)
        ? analysis.yardstick().stream()
            .mapToObj(y -> level("all ratings known: " + Numbers.rating(y), y))
            .toList()
        : List.of();
  }

  private Optional<LineChart> relative(String metric, String name, MetricTexts texts) {
    List<StrategyCurve> differences = curves.relative();
    if (differences.size() < 2) {
      return Optional.empty();
    }
    String baseline = series.get(analysis.baseline().orElseThrow()).title();
    return Optional.of(
        chart(
            name + "-relative",
            Texts.label(texts.name()) + " relative to " + Texts.label(baseline),
            intervals(differences) + ", of differences to the baseline with the same seed",
            differences,
            metric,
            texts.axis() + ", minus " + baseline,
            List.of(level("", 0)),
            true));
  }

  /** The RMSE of a group, which has a key, without bands or a name: a small figure. */
  LineChart ofGroup(String key) {
    String axis = MetricTexts.of(LearningCurve.RMSE).axis();
    LineChart all = chart("", "", "", curves.means(), key, axis, List.of(), false);
    return all.with(all.lines().stream().map(Line::withoutBand).toList());
  }

  /** A level that holds for all queries. */
  private Rule level(String title, double y) {
    return new Rule(title, false, new double[] {0, last()}, new double[] {y, y});
  }

  private double last() {
    int last = curves.means().stream().mapToInt(StrategyCurve::lastQueries).max().orElse(0);
    return Math.max(1, last);
  }

  private LineChart chart(
      String name,
      String what,
      String subtitle,
      List<StrategyCurve> shown,
      String metric,
      String axisTitle,
      List<Rule> rules,
      boolean signed) {
    List<Line> lines =
        shown.stream()
            .filter(curve -> curve.metrics().containsKey(metric))
            .map(curve -> line(curve, metric))
            .toList();
    Digits digits = new Digits(decimals(lines), signed ? Digits.Form.SIGNED : Digits.Form.DECIMALS);
    return new LineChart(
        name,
        Texts.label(analysis.content().title()) + ": " + what,
        subtitle,
        new Scale(
            curves.axis().title(), Domain.fixed(0, last()), TICKS, Digits.decimals(0), false, true),
        new Scale(axisTitle, Domain.around(shown(lines, rules)), TICKS, digits, true, false),
        rules,
        lines,
        BAND * Math.min(1, (double) FEW / shown.size()),
        pointer(),
        true,
        List.of());
  }

  private Pointer pointer() {
    return switch (curves.axis().unit()) {
      case QUERIES -> Pointer.ofX("", " query", " queries", false);
      case COST -> Pointer.ofX("a cost of ", "", "", false);
      case ANSWERS -> Pointer.ofX("", " answer", " answers", false);
    };
  }

  private Line line(StrategyCurve curve, String metric) {
    List<Interval> intervals = curve.metrics().get(metric);
    boolean banded = curve.seeds().size() > 1;
    return new Line(
        series.get(curve.strategy()),
        IntStream.of(curve.queries()).asDoubleStream().toArray(),
        each(intervals, Interval::mean),
        banded ? each(intervals, Interval::low) : NONE,
        banded ? each(intervals, Interval::high) : NONE,
        NONE,
        NONE);
  }

  private static double[] each(List<Interval> intervals, ToDoubleFunction<Interval> value) {
    return intervals.stream().mapToDouble(value).toArray();
  }

  private static DoubleStream shown(List<Line> lines, List<Rule> rules) {
    return DoubleStream.concat(
        values(lines), rules.stream().flatMapToDouble(rule -> DoubleStream.of(rule.y())));
  }

  private static DoubleStream values(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.y(), line.low(), line.high()))
        .flatMapToDouble(DoubleStream::of);
  }

  private static int decimals(List<Line> lines) {
    double largest = values(lines).map(Math::abs).max().orElse(0);
    if (largest > 0 && largest < 0.1) {
      return MOST_DECIMALS - 1 - (int) Math.floor(Math.log10(largest));
    }
    int before = largest > 1 ? (int) Math.floor(Math.log10(largest)) + 1 : 0;
    return Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT - before));
  }

  /**
   * The RMSE over a logarithmic axis, without the evaluations before the first query; nothing where
   * nothing was asked.
   */
  Optional<LineChart> logarithmic(LineChart rmse) {
    List<Line> asked =
        rmse.lines().stream().filter(line -> line.x()[line.x().length - 1] > 0).toList();
    return asked.stream()
        .flatMapToDouble(line -> DoubleStream.of(line.x()))
        .filter(x -> x > 0)
        .boxed()
        .min(Double::compare)
        .map(first -> new Domain(first, Math.max(first + 1, last()), true, 0))
        .map(
            domain ->
                new LineChart(
                    RMSE_LOG,
                    rmse.title() + ", logarithmic axis",
                    intervals(curves.means().stream().filter(c -> c.lastQueries() > 0).toList()),
                    logarithmic(rmse.x(), domain),
                    fitted(rmse.y(), asked),
                    List.of(),
                    asked,
                    rmse.bandOpacity(),
                    rmse.pointer(),
                    true,
                    List.of()));
  }

  private static Scale logarithmic(Scale x, Domain domain) {
    return new Scale(x.title(), domain, x.ticks(), x.digits(), x.grid(), x.line());
  }

  /** The axis of the values, for those after the first query. */
  private static Scale fitted(Scale y, List<Line> lines) {
    DoubleStream.Builder values = DoubleStream.builder();
    for (Line line : lines) {
      for (int i = 0; i < line.x().length; i++) {
        if (line.x()[i] > 0) {
          values.add(line.hasBand() ? line.low()[i] : line.y()[i]);
          values.add(line.hasBand() ? line.high()[i] : line.y()[i]);
        }
      }
    }
    return new Scale(
        y.title(), Domain.around(values.build()), y.ticks(), y.digits(), y.grid(), y.line());
  }

  /** What lines and bands are. */
  private String intervals(List<StrategyCurve> shown) {
    if (shown.stream().allMatch(curve -> curve.seeds().size() == 1)) {
      return "One seed";
    }
    String method =
        analysis.content().intervals() == IntervalMethod.BOOTSTRAP ? "bootstrap" : "Student’s t";
    return String.format(
        Locale.ROOT,
        "Means of %s with their %s intervals (%s)",
        Numbers.seeds(shown.stream().map(curve -> curve.seeds().size())),
        Numbers.inPercent("95"),
        method);
  }

  static boolean isRmse(MetricCharts charts) {
    return charts.metric().equals(LearningCurve.RMSE);
  }
}
