package org.querent.experiments.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.querent.experiments.statistics.StrategyCurve;

/**
 * How the strategies of an experiment are called and drawn in its figures. Immutable.
 *
 * @param all by strategy
 */
record Lines(Map<String, Line> all) {
  /**
   * A strategy in a figure.
   *
   * @param key of its series
   * @param style of its line
   */
  record Line(SeriesKey key, Palette.Style style) {
    String label() {
      return key.label();
    }
  }

  static Lines of(Analysis analysis, Look look) {
    List<Palette.Style> styles = Palette.styles(analysis.curves(), analysis.baseline());
    Map<String, Line> lines = new HashMap<>();
    for (StrategyCurve curve : analysis.curves()) {
      int index = lines.size();
      String label = look.fitting(Texts.label(analysis.title(curve.strategy())));
      lines.put(curve.strategy(), new Line(new SeriesKey(index, label), styles.get(index)));
    }
    return new Lines(Map.copyOf(lines));
  }

  Line of(String strategy) {
    return all.get(strategy);
  }

  /** The labels of some strategies, in their order. */
  List<String> labels(List<String> strategies) {
    return strategies.stream().map(strategy -> of(strategy).label()).toList();
  }
}
