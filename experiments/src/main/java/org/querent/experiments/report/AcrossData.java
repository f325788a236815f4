package org.querent.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * The curves of several experiments as JSON for the page's figures, safe inside a script element.
 */
final class AcrossData {
  private AcrossData() {}

  static String write(AcrossAnalysis analysis) {
    List<Map<String, Object>> experiments = new ArrayList<>();
    Map<String, Map<String, String>> metrics = new TreeMap<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      Analysis one = analysis.analyses().get(n);
      Map<String, Object> experiment = new LinkedHashMap<>();
      experiment.put("name", analysis.names().get(n));
      experiment.put("axis", ChartData.axis(one.content().axis()));
      experiment.put("curves", curves(one.curves(), analysis));
      experiment.put("relative", curves(one.relative(), analysis));
      experiments.add(experiment);
      one.curves().forEach(c -> c.metrics().keySet().forEach(m -> metrics.put(m, texts(m))));
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("styles", analysis.styles());
    root.put("labels", analysis.labels());
    root.put("metrics", metrics);
    root.put("experiments", experiments);
    try {
      return Texts.inScript(new ObjectMapper().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers always have a JSON form", e);
    }
  }

  private static Map<String, String> texts(String metric) {
    MetricTexts texts = MetricTexts.of(metric);
    return new TreeMap<>(Map.of("name", texts.name(), "axis", texts.axis()));
  }

  private static List<Map<String, Object>> curves(
      List<StrategyCurve> curves, AcrossAnalysis analysis) {
    return curves.stream().map(c -> curve(c, analysis.labels().indexOf(c.strategy()))).toList();
  }

  private static Map<String, Object> curve(StrategyCurve curve, int style) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    curve
        .metrics()
        .forEach(
            (name, intervals) ->
                metrics.put(
                    name,
                    new TreeMap<>(
                        Map.of(
                            "mean", rounded(intervals, Interval::mean),
                            "low", rounded(intervals, Interval::low),
                            "high", rounded(intervals, Interval::high)))));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("style", style);
    json.put("seeds", curve.seeds().size());
    json.put("queries", IntStream.of(curve.queries()).boxed().toList());
    json.put("metrics", metrics);
    return json;
  }

  /** Six decimals are more than a figure can show and a third of the bytes. */
  private static List<Double> rounded(List<Interval> intervals, ToDoubleFunction<Interval> value) {
    return intervals.stream().map(i -> Math.rint(value.applyAsDouble(i) * 1e6) / 1e6).toList();
  }
}
