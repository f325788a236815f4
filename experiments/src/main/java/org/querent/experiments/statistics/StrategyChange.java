package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a strategy did in one experiment and in another. Immutable.
 *
 * @param strategy its label in both
 * @param firstSeeds the number of its runs that are compared of the first experiment
 * @param secondSeeds that of the second; the same where runs are paired
 * @param queries the number of queries after which errors are compared, the last at which all runs
 *     of both were evaluated; empty where each experiment is taken at its own end
 * @param finalRmse of the RMSE there
 * @param aulc of the area under the learning curve up to there
 */
public record StrategyChange(
    String strategy,
    int firstSeeds,
    int secondSeeds,
    OptionalInt queries,
    SampleDifference finalRmse,
    SampleDifference aulc) {
  /** How the runs of two experiments can be compared. */
  public enum Design {
    /** Runs with the same seed saw the same split, and count the same queries: they are paired. */
    PAIRED,
    /** They count the same queries, but each has splits of its own. */
    INDEPENDENT,
    /** Even what they count differs, so that each is taken over all of its own queries. */
    OWN_QUERIES
  }

  /**
   * Compares the strategies that two experiments have in common.
   *
   * @param first the runs of one experiment
   * @param second those of the other
   * @param design what may be compared; the caller knows the settings
   * @return one change for each strategy that both have, in the order of the first; where runs are
   *     paired, only if they share a seed
   */
  public static List<StrategyChange> of(
      List<LearningCurve> first, List<LearningCurve> second, Design design) {
    Map<String, List<LearningCurve>> others = StrategyCurve.byStrategy(second);
    List<StrategyChange> changes = new ArrayList<>();
    StrategyCurve.byStrategy(first)
        .forEach(
            (strategy, runs) ->
                Optional.ofNullable(others.get(strategy))
                    .flatMap(
                        other ->
                            design == Design.PAIRED
                                ? paired(strategy, runs, other)
                                : Optional.of(independent(strategy, runs, other, design)))
                    .ifPresent(changes::add));
    return corrected(changes);
  }

  private static Optional<StrategyChange> paired(
      String strategy, List<LearningCurve> first, List<LearningCurve> second) {
    return PairedRuns.of(first, second)
        .map(
            pairs ->
                new StrategyChange(
                    strategy,
                    pairs.seeds(),
                    pairs.seeds(),
                    OptionalInt.of(pairs.lastQueries()),
                    SampleDifference.paired(pairs.finals()),
                    SampleDifference.paired(pairs.areas())));
  }

  private static StrategyChange independent(
      String strategy, List<LearningCurve> first, List<LearningCurve> second, Design design) {
    boolean own = design == Design.OWN_QUERIES;
    List<LearningCurve> all = Stream.concat(first.stream(), second.stream()).toList();
    int[] before = LearningCurve.commonQueries(own ? first : all);
    int[] after = LearningCurve.commonQueries(own ? second : all);
    return new StrategyChange(
        strategy,
        first.size(),
        second.size(),
        own ? OptionalInt.empty() : OptionalInt.of(last(before)),
        SampleDifference.independent(finals(first, before), finals(second, after)),
        SampleDifference.independent(areas(first, before), areas(second, after)));
  }

  private static int last(int[] queries) {
    return queries[queries.length - 1];
  }

  private static double[] finals(List<LearningCurve> runs, int[] queries) {
    int[] last = {last(queries)};
    return runs.stream().mapToDouble(run -> run.valuesAt(LearningCurve.RMSE, last)[0]).toArray();
  }

  private static double[] areas(List<LearningCurve> runs, int[] queries) {
    return runs.stream().mapToDouble(run -> run.area(queries)).toArray();
  }

  /** Final errors are corrected for the strategies, and areas for themselves. */
  private static List<StrategyChange> corrected(List<StrategyChange> changes) {
    List<SampleDifference> finals = corrected(changes, StrategyChange::finalRmse);
    List<SampleDifference> areas = corrected(changes, StrategyChange::aulc);
    List<StrategyChange> corrected = new ArrayList<>();
    for (int n = 0; n < changes.size(); n++) {
      StrategyChange raw = changes.get(n);
      corrected.add(
          new StrategyChange(
              raw.strategy,
              raw.firstSeeds,
              raw.secondSeeds,
              raw.queries,
              finals.get(n),
              areas.get(n)));
    }
    return List.copyOf(corrected);
  }

  private static List<SampleDifference> corrected(
      List<StrategyChange> changes, Function<StrategyChange, SampleDifference> measure) {
    List<SampleDifference> all = changes.stream().map(measure).toList();
    double[] adjusted =
        Holm.adjusted(all.stream().flatMapToDouble(d -> d.pValue().stream()).toArray());
    List<SampleDifference> corrected = new ArrayList<>();
    int next = 0;
    for (SampleDifference difference : all) {
      corrected.add(
          difference.pValue().isPresent() ? difference.corrected(adjusted[next++]) : difference);
    }
    return corrected;
  }
}
