package org.querent.experiments.statistics;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Runs of two strategies with the same seeds, to be compared at the numbers of queries at which all
 * of them were evaluated.
 *
 * @param first the runs of one strategy
 * @param second those of the other, in the same order of the seeds
 * @param queries at which all were evaluated, ascending
 */
record PairedRuns(List<LearningCurve> first, List<LearningCurve> second, int[] queries) {
  /** Pairs the runs whose seeds both strategies have, in the order of the first; empty if none. */
  static Optional<PairedRuns> of(List<LearningCurve> first, List<LearningCurve> second) {
    List<LearningCurve> pairs =
        first.stream()
            .filter(run -> StrategyCurve.withSeed(second, run.seed()).isPresent())
            .toList();
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    List<LearningCurve> others =
        pairs.stream()
            .map(run -> StrategyCurve.withSeed(second, run.seed()).orElseThrow())
            .toList();
    int[] queries =
        LearningCurve.commonQueries(Stream.concat(pairs.stream(), others.stream()).toList());
    return Optional.of(new PairedRuns(pairs, others, queries));
  }

  int seeds() {
    return first.size();
  }

  int lastQueries() {
    return queries[queries.length - 1];
  }

  /** The RMSE at the last common evaluation, by seed. */
  PairedSamples finals() {
    int[] last = {lastQueries()};
    return samples(run -> run.valuesAt(LearningCurve.RMSE, last)[0]);
  }

  /** The area under the learning curve up to the last common evaluation, by seed. */
  PairedSamples areas() {
    return samples(run -> run.area(queries));
  }

  private PairedSamples samples(ToDoubleFunction<LearningCurve> value) {
    return new PairedSamples(
        first.stream().mapToDouble(value).toArray(), second.stream().mapToDouble(value).toArray());
  }
}
