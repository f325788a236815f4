package org.querent.experiments.experiment.evaluate;

import java.util.List;
import java.util.stream.Stream;
import org.querent.simulator.spec.RankingMetric;

/**
 * What a report shows. Written as one list.
 *
 * @param plain what is measured of every run; always with RMSE
 * @param ranked what is measured of lists of recommendations, if anything is
 */
public record Metrics(List<Metric> plain, List<RankingMetric> ranked) {
  /** What is shown where an experiment says nothing. */
  public static final Metrics DEFAULTS = new Metrics(Metric.DEFAULTS, List.of());

  /** Copies the lists and refuses a report without RMSE. */
  public Metrics {
    plain = List.copyOf(plain);
    ranked = List.copyOf(ranked);
    if (!plain.contains(Metric.RMSE)) {
      throw new IllegalArgumentException("metrics must contain rmse");
    }
  }

  /** The names in YAML. */
  public List<String> keys() {
    return Stream.concat(plain.stream().map(Metric::key), ranked.stream().map(RankingMetric::key))
        .toList();
  }
}
