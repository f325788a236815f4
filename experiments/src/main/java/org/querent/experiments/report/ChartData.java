package org.querent.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * The numbers of the page's figures as JSON, safe inside a script element.
 *
 * <p>Of the curves, means are integers of their metric's scale, and so is how far the bounds are
 * from them; {@code above} is left out where it is the same as {@code below}.
 */
final class ChartData {
  /**
   * What the page's scripts read.
   *
   * @param data JSON: all figures, with {@code runs} missing
   * @param runs what differences to any baseline are made of; a text of letters and digits
   */
  record Written(String data, String runs) {}

  private final Analysis analysis;
  private final List<String> names;
  private final Map<String, MetricScale> scales = new LinkedHashMap<>();

  private ChartData(Analysis analysis) {
    this.analysis = analysis;
    this.names = analysis.curves().stream().map(StrategyCurve::strategy).toList();
    List<StrategyCurve> all =
        Stream.concat(analysis.curves().stream(), analysis.relative().stream()).toList();
    for (StrategyCurve curve : all) {
      for (String metric : curve.metrics().keySet()) {
        scales.computeIfAbsent(metric, name -> MetricScale.of(name, all));
      }
    }
  }

  static Written write(Analysis analysis) {
    PackedRuns runs = new PackedRuns(analysis.content().curves());
    Map<String, Object> root = new ChartData(analysis).root(runs);
    try {
      String data = Texts.inScript(new ObjectMapper().writeValueAsString(root));
      return new Written(data, runs.base64());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers always have a JSON form", e);
    }
  }

  private Map<String, Object> root(PackedRuns runs) {
    ReportContent content = analysis.content();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("baseline", analysis.baseline().orElse(null));
    root.put("intervals", content.intervals().name().toLowerCase(Locale.ROOT));
    root.put("axis", axis(content.axis()));
    root.put("styles", Palette.styles(analysis.curves(), analysis.baseline()));
    root.put("metrics", metrics());
    root.put("curves", curves(analysis.curves(), runs));
    root.put("relative", curves(analysis.relative(), new PackedRuns(List.of())));
    root.put("quantiles", quantiles());
    root.putAll(SectionData.of(content, names));
    return root;
  }

  /** The texts of the horizontal axis; of an amount, what stands before the number and after it. */
  static Map<String, String> axis(Axis axis) {
    String[] around = axis.amount("|").split("\\|", -1);
    // Sorted, as the order of an unsorted one is another in every process.
    return new TreeMap<>(
        Map.of(
            "title", axis.title(), "word", axis.word(), "before", around[0], "after", around[1]));
  }

  private Map<String, Object> metrics() {
    Map<String, Object> json = new LinkedHashMap<>();
    scales.forEach(
        (metric, scale) -> {
          MetricTexts texts = MetricTexts.of(metric);
          Map<String, Object> about = new LinkedHashMap<>();
          about.put("name", texts.name());
          about.put("axis", texts.axis());
          about.put("target", texts.target().isPresent() ? texts.target().getAsDouble() : null);
          about.put("scale", scale.scale());
          about.put("digits", scale.digits());
          json.put(metric, about);
        });
    return json;
  }

  private List<Map<String, Object>> curves(List<StrategyCurve> curves, PackedRuns runs) {
    return curves.stream().map(curve -> curve(curve, runs)).toList();
  }

  private Map<String, Object> curve(StrategyCurve curve, PackedRuns runs) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    curve
        .metrics()
        .forEach(
            (name, intervals) -> {
              MetricScale scale = scales.get(name);
              Map<String, Object> bands = bands(intervals, scale);
              bands.put("step", runs.add(curve, name, scale));
              metrics.put(name, bands);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", curve.strategy());
    json.put("title", analysis.title(curve.strategy()));
    json.put("style", names.indexOf(curve.strategy()));
    // As texts, because JavaScript cannot tell all 64-bit integers apart.
    json.put("seeds", curve.seeds().stream().map(String::valueOf).toList());
    json.put("queries", curve.queries());
    json.put("metrics", metrics);
    return json;
  }

  private static Map<String, Object> bands(List<Interval> intervals, MetricScale scale) {
    long[] below = scale.below(intervals);
    long[] above = scale.above(intervals);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mean", scale.means(intervals));
    json.put("below", below);
    // Rounding alone makes up to 1 of difference.
    if (IntStream.range(0, below.length).anyMatch(i -> Math.abs(below[i] - above[i]) > 1)) {
      json.put("above", above);
    }
    return json;
  }

  /** By how many standard errors an interval reaches to each side, by the number of runs. */
  private Map<Integer, Double> quantiles() {
    int most = analysis.curves().stream().mapToInt(c -> c.seeds().size()).max().orElseThrow();
    Map<Integer, Double> quantiles = new LinkedHashMap<>();
    for (int n = 2; n <= most; n++) {
      double tail = (1 + Interval.CONFIDENCE) / 2;
      quantiles.put(n, new TDistribution(n - 1).inverseCumulativeProbability(tail));
    }
    return quantiles;
  }
}
