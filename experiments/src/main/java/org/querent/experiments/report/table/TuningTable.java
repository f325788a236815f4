package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.tune.Trial;

/**
 * What the seeds tried to choose their settings by, as texts: a line per alternative.
 *
 * @param settings the keys of what was chosen
 * @param rows one per alternative, in the order of the experiment
 */
public record TuningTable(List<String> settings, List<Row> rows) {
  /**
   * One alternative.
   *
   * @param values of the settings
   * @param rmse on inner splits, the mean over the seeds
   * @param above by how much that is above the least of each seed, on average
   * @param chosen how many seeds chose it
   * @param by which ones
   */
  record Row(List<String> values, String rmse, String above, String chosen, String by) {}

  /** The table of an experiment; without lines where nothing is chosen by seed. */
  public static TuningTable of(ReportContent content) {
    Map<String, List<Trial>> tuning = content.tuning();
    List<Trial> alternatives = tuning.values().stream().findFirst().orElse(List.of());
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < alternatives.size(); n++) {
      rows.add(row(n, alternatives.get(n), tuning));
    }
    return new TuningTable(
        rows.isEmpty() ? List.of() : List.copyOf(alternatives.get(0).values().keySet()), rows);
  }

  private static Row row(int n, Trial alternative, Map<String, List<Trial>> tuning) {
    double rmse = mean(tuning, trials -> trials.get(n).rmse());
    double above =
        mean(tuning, trials -> trials.get(n).rmse() - trials.get(Trial.best(trials)).rmse());
    List<String> by =
        tuning.entrySet().stream()
            .filter(seed -> Trial.best(seed.getValue()) == n)
            .map(Map.Entry::getKey)
            .toList();
    return new Row(
        alternative.values().values().stream().map(String::valueOf).toList(),
        Numbers.rating(rmse),
        Numbers.difference(above, rmse),
        Numbers.count(by.size()),
        String.join(", ", by));
  }

  private static double mean(Map<String, List<Trial>> tuning, ToDoubleFunction<List<Trial>> value) {
    return tuning.values().stream().mapToDouble(value).average().orElseThrow();
  }

  /** Whether there is anything to show. */
  public boolean measured() {
    return !rows.isEmpty();
  }

  /** A line per seed and alternative, in numbers. */
  public static String csv(ReportContent content) {
    List<String> columns = new ArrayList<>(List.of("seed"));
    columns.addAll(of(content).settings());
    columns.addAll(List.of("rmse", "chosen"));
    Csv csv = new Csv(columns.toArray(String[]::new));
    content
        .tuning()
        .forEach(
            (seed, trials) -> {
              int best = Trial.best(trials);
              for (int n : IntStream.range(0, trials.size()).toArray()) {
                csv.text(seed);
                trials.get(n).values().values().forEach(value -> csv.text(String.valueOf(value)));
                csv.number(trials.get(n).rmse()).number(n == best ? 1 : 0).end();
              }
            });
    return csv.toString();
  }
}
