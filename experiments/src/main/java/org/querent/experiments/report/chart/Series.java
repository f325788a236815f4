package org.querent.experiments.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A strategy in the figures of a report, called and coloured alike in all of them.
 *
 * @param index its place among the series of the report
 * @param name the label of the strategy; may hold anything
 * @param title what readers are told, which also says that a strategy cheats
 * @param ink how it is drawn
 */
public record Series(int index, String name, String title, Ink ink) {
  /**
   * The series of strategies.
   *
   * @param names of the strategies, in their order
   * @param title what readers are told of a name
   * @param baseline the one that is drawn in grey
   */
  public static List<Series> of(
      List<String> names, UnaryOperator<String> title, Optional<String> baseline) {
    List<Ink> inks = Palette.inks(names, baseline);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      series.add(new Series(i, names.get(i), title.apply(names.get(i)), inks.get(i)));
    }
    return List.copyOf(series);
  }
}
