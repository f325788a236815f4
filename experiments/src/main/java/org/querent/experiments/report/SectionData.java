package org.querent.experiments.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.Reliability;

/** What the figures below the learning curves show, for JSON; a strategy is its index. */
final class SectionData {
  private final ReportContent content;
  private final List<String> strategies;

  private SectionData(ReportContent content, List<String> strategies) {
    this.content = content;
    this.strategies = strategies;
  }

  static Map<String, Object> of(ReportContent content, List<String> strategies) {
    SectionData data = new SectionData(content, strategies);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calibration", data.calibration());
    json.put("asked", data.asked());
    json.put("time", data.time());
    return json;
  }

  /** In the order of the strategies, those that something was measured of. */
  private IntStream measured(Map<String, ?> measurements) {
    return IntStream.range(0, strategies.size())
        .filter(i -> measurements.containsKey(strategies.get(i)));
  }

  private record Calibration(
      int curve, List<Long> count, List<Double> predicted, List<Double> observed) {}

  private List<Calibration> calibration() {
    return measured(content.reliability()).mapToObj(this::calibration).toList();
  }

  private Calibration calibration(int curve) {
    List<Reliability.Group> groups = content.reliability().get(strategies.get(curve)).groups();
    return new Calibration(
        curve,
        groups.stream().map(Reliability.Group::count).toList(),
        groups.stream().map(group -> rounded(group.predicted())).toList(),
        groups.stream().map(group -> rounded(group.observed())).toList());
  }

  /** The ratios are {@code null} where nothing can be asked for. */
  private record Asked(
      int curve,
      double[] byItem,
      double[] byUser,
      double[] itemChance,
      double[] userChance,
      Double[][] ratios) {}

  private List<Asked> asked() {
    Map<String, AskedPairs> asked = content.asked();
    return measured(asked)
        .mapToObj(curve -> asked(curve, asked.get(strategies.get(curve))))
        .toList();
  }

  private static Asked asked(int curve, AskedPairs pairs) {
    return new Asked(
        curve,
        rounded(pairs.shareByItem()),
        rounded(pairs.shareByUser()),
        rounded(pairs.chanceByItem()),
        rounded(pairs.chanceByUser()),
        Arrays.stream(pairs.ratios())
            .map(
                row ->
                    Arrays.stream(row)
                        .mapToObj(ratio -> Double.isNaN(ratio) ? null : rounded(ratio))
                        .toArray(Double[]::new))
            .toArray(Double[][]::new));
  }

  private record Time(List<String> phases, List<Bar> bars) {}

  private record Bar(int curve, List<Double> milliseconds) {}

  private Time time() {
    QueryTimes times = QueryTimes.of(content);
    return new Time(
        times.phases(),
        measured(times.milliseconds())
            .mapToObj(curve -> new Bar(curve, bar(times.milliseconds(), curve)))
            .toList());
  }

  private List<Double> bar(Map<String, List<Double>> milliseconds, int curve) {
    return milliseconds.get(strategies.get(curve)).stream().map(SectionData::rounded).toList();
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(SectionData::rounded).toArray();
  }

  /** Six decimals are more than a figure can show. */
  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }
}
