package org.querent.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.StrategyCurve;

/** The curves as JSON for the page's figure, safe inside a script element. */
final class ChartData {
  private ChartData() {}

  static String write(Analysis analysis) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("baseline", analysis.baseline().orElse(null));
    root.put("queriesAre", analysis.content().queriesAre());
    root.put("styles", Palette.styles(analysis.curves(), analysis.baseline()));
    root.put("curves", curves(analysis.curves(), analysis));
    root.put("relative", curves(analysis.relative(), analysis));
    try {
      return Texts.inScript(new ObjectMapper().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers always have a JSON form", e);
    }
  }

  private static List<Map<String, Object>> curves(List<StrategyCurve> curves, Analysis analysis) {
    List<String> names = analysis.curves().stream().map(StrategyCurve::strategy).toList();
    return curves.stream()
        .map(c -> curve(c, names.indexOf(c.strategy()), analysis.title(c.strategy())))
        .toList();
  }

  private static Map<String, Object> curve(StrategyCurve curve, int style, String title) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    curve.metrics().forEach((name, intervals) -> metrics.put(name, bands(intervals)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", curve.strategy());
    json.put("title", title);
    json.put("style", style);
    json.put("seeds", curve.seeds().size());
    json.put("queries", IntStream.of(curve.queries()).boxed().toList());
    json.put("metrics", metrics);
    return json;
  }

  private static Map<String, Object> bands(List<Interval> intervals) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mean", rounded(intervals, Interval::mean));
    json.put("low", rounded(intervals, Interval::low));
    json.put("high", rounded(intervals, Interval::high));
    return json;
  }

  /** Six decimals are more than a figure can show and a third of the bytes. */
  private static List<Double> rounded(List<Interval> intervals, ToDoubleFunction<Interval> value) {
    return intervals.stream().map(i -> Math.rint(value.applyAsDouble(i) * 1e6) / 1e6).toList();
  }
}
