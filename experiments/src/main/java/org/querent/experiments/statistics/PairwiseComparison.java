package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two strategies, compared over the seeds that both have, at the query counts that all of these
 * runs share. Differences are first minus second: below 0 the first is better.
 *
 * <p>The area under the curve is what a {@linkplain #verdict verdict} rests on. Each p value is
 * also corrected by Holm's method, each test and each quantity by itself, for all pairs that belong
 * together: what an experiment with a baseline is made to find is how each strategy does against
 * that, so these pairs are one family, and the pairs of the others are another; without a baseline
 * all are one. A pair is in one family only, and so has one corrected p value, wherever it is
 * shown. In each family the probability to call any two strategies different that are alike is at
 * most 5 % (Holm 1979; for comparisons of systems see Dror, Baumer, Bogomolov and Reichart 2017,
 * Replicability analysis for natural language processing, TACL 5). Immutable and safe for use by
 * many threads.
 *
 * @param first the label of one strategy
 * @param second the label of the other
 * @param seeds the number of seeds that both have, at least 1
 * @param queries the number of queries at the last evaluation that all share
 * @param finalRmse the RMSE there
 * @param aulc the area under the learning curve up to there
 * @param wins in how many seeds the first has the smaller area
 * @param ties in how many the area is the same
 * @param losses in how many the second has the smaller one
 */
public record PairwiseComparison(
    String first,
    String second,
    int seeds,
    int queries,
    Difference finalRmse,
    Difference aulc,
    int wins,
    int ties,
    int losses) {
  /** What can be said of one strategy against another. */
  public enum Verdict {
    /** Significantly better. */
    BETTER,
    /** Significantly worse. */
    WORSE,
    /** They cannot be told apart, be it that they are alike or that there are too few seeds. */
    UNDECIDED
  }

  /**
   * With fewer common seeds than this no difference is called significant: the signed-rank test
   * cannot give less than {@code 2^(1 - n)} for {@code n} seeds, 0.125 for four, and the t-test
   * rests on a normal distribution that so few seeds cannot show.
   */
  public static final int FEW_SEEDS = 5;

  /** Below this corrected p value a difference is called significant. */
  public static final double SIGNIFICANT = 0.05;

  /**
   * How far two strategies are apart.
   *
   * @param interval the mean of the paired differences over seeds
   * @param tTest two-sided paired t-test; empty below two seeds and where no pair differs
   * @param signedRank two-sided exact signed-rank test; empty below six seeds, where it cannot find
   *     anything, and where no pair differs
   */
  public record Difference(Interval interval, Optional<PValue> tTest, Optional<PValue> signedRank) {
    /**
     * Which is better: by the corrected t-test, and over at least {@link #FEW_SEEDS} seeds.
     *
     * @return what is said of the first
     */
    public Verdict verdict() {
      boolean significant =
          interval.n() >= FEW_SEEDS && tTest.filter(p -> p.corrected() < SIGNIFICANT).isPresent();
      if (!significant) {
        return Verdict.UNDECIDED;
      }
      return interval.mean() < 0 ? Verdict.BETTER : Verdict.WORSE;
    }

    private Difference swapped() {
      // Subtracted, as the negative of 0 would not equal 0.
      return new Difference(
          new Interval(0 - interval.mean(), 0 - interval.high(), 0 - interval.low(), interval.n()),
          tTest,
          signedRank);
    }
  }

  /**
   * A p value.
   *
   * @param raw that of the test by itself
   * @param corrected by Holm's method for its family, at least {@code raw}
   */
  public record PValue(double raw, double corrected) {}

  /**
   * Compares all pairs of strategies that have a seed in common.
   *
   * @param runs the runs of an experiment
   * @param baseline the label of the strategy that the others are measured by, if there is one
   * @param method how intervals are computed
   * @return one comparison per pair, the strategies in the order of first appearance
   */
  public static List<PairwiseComparison> of(
      List<LearningCurve> runs, Optional<String> baseline, IntervalMethod method) {
    List<List<LearningCurve>> groups = List.copyOf(StrategyCurve.byStrategy(runs).values());
    List<PairedRuns> pairs = new ArrayList<>();
    for (int n = 0; n < groups.size(); n++) {
      for (List<LearningCurve> other : groups.subList(n + 1, groups.size())) {
        PairedRuns.of(groups.get(n), other).ifPresent(pairs::add);
      }
    }
    Map<Integer, Function<double[], Interval>> intervals = new HashMap<>();
    pairs.forEach(pair -> intervals.computeIfAbsent(pair.seeds(), method::forSize));
    List<Difference> finals = differences(pairs, PairedRuns::finals, baseline, intervals);
    List<Difference> areas = differences(pairs, PairedRuns::areas, baseline, intervals);
    return IntStream.range(0, pairs.size())
        .mapToObj(n -> comparison(pairs.get(n), finals.get(n), areas.get(n)))
        .toList();
  }

  /** A pair as the first of the two sees it; empty where they share no seed. */
  public static Optional<PairwiseComparison> find(
      List<PairwiseComparison> pairs, String first, String second) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair, pair.swapped()))
        .filter(pair -> pair.first().equals(first) && pair.second().equals(second))
        .findFirst();
  }

  /** Whether there are too few seeds to call a difference significant. */
  public boolean fewSeeds() {
    return seeds < FEW_SEEDS;
  }

  /** Whether the first is better, by the area under the learning curve. */
  public Verdict verdict() {
    return aulc.verdict();
  }

  /** This comparison, seen from the second strategy. */
  public PairwiseComparison swapped() {
    return new PairwiseComparison(
        second, first, seeds, queries, finalRmse.swapped(), aulc.swapped(), losses, ties, wins);
  }

  private static List<Difference> differences(
      List<PairedRuns> pairs,
      Function<PairedRuns, PairedSamples> value,
      Optional<String> baseline,
      Map<Integer, Function<double[], Interval>> intervals) {
    List<PairedSamples> samples = pairs.stream().map(value).toList();
    List<Boolean> families = pairs.stream().map(pair -> has(pair, baseline)).toList();
    List<Optional<PValue>> tTests =
        corrected(samples.stream().map(PairedSamples::tTest).toList(), families);
    List<Optional<PValue>> signedRanks =
        corrected(samples.stream().map(PairedSamples::signedRank).toList(), families);
    List<Difference> differences = new ArrayList<>();
    for (int n = 0; n < samples.size(); n++) {
      Function<double[], Interval> method = intervals.get(pairs.get(n).seeds());
      Interval interval = method.apply(samples.get(n).differences());
      differences.add(new Difference(interval, tTests.get(n), signedRanks.get(n)));
    }
    return differences;
  }

  private static boolean has(PairedRuns pair, Optional<String> baseline) {
    return Stream.of(pair.first(), pair.second())
        .map(runs -> runs.get(0).strategy())
        .anyMatch(baseline.map(Set::of).orElse(Set.of())::contains);
  }

  /** Corrects those with the baseline for each other, and the rest for each other. */
  private static List<Optional<PValue>> corrected(
      List<OptionalDouble> raw, List<Boolean> families) {
    List<OptionalDouble> with = Holm.adjusted(members(raw, families, true));
    List<OptionalDouble> without = Holm.adjusted(members(raw, families, false));
    return IntStream.range(0, raw.size())
        .mapToObj(n -> pValue(raw.get(n), (families.get(n) ? with : without).get(n)))
        .toList();
  }

  private static List<OptionalDouble> members(
      List<OptionalDouble> raw, List<Boolean> families, boolean family) {
    return IntStream.range(0, raw.size())
        .mapToObj(n -> families.get(n) == family ? raw.get(n) : OptionalDouble.empty())
        .toList();
  }

  private static Optional<PValue> pValue(OptionalDouble raw, OptionalDouble corrected) {
    return raw.isPresent()
        ? Optional.of(new PValue(raw.getAsDouble(), corrected.getAsDouble()))
        : Optional.empty();
  }

  private static PairwiseComparison comparison(
      PairedRuns pairs, Difference finalRmse, Difference aulc) {
    double[] differences = pairs.areas().differences();
    int wins = (int) Arrays.stream(differences).filter(d -> d < 0).count();
    int losses = (int) Arrays.stream(differences).filter(d -> d > 0).count();
    return new PairwiseComparison(
        pairs.first().get(0).strategy(),
        pairs.second().get(0).strategy(),
        pairs.seeds(),
        pairs.lastQueries(),
        finalRmse,
        aulc,
        wins,
        pairs.seeds() - wins - losses,
        losses);
  }
}
