package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategyCurve;
import org.querent.experiments.statistics.StrategySummary;

/**
 * What an experiment shows, in a sentence, and what speaks against trusting it too much.
 *
 * @param sentence the finding in plain words
 * @param notes what to bear in mind, none or more sentences
 */
record Finding(String sentence, List<String> notes) {
  /**
   * Below this many seeds percentile bootstrap intervals are clearly too narrow: resampling takes a
   * mean's variance to be (n - 1) / n of what it is, and knows no wider tails than the sample's.
   */
  private static final int BOOTSTRAP_SEEDS = 10;

  static Finding of(
      List<StrategyCurve> curves,
      List<StrategySummary> summaries,
      Optional<String> baseline,
      IntervalMethod method) {
    Optional<StrategySummary> reference =
        baseline.flatMap(
            name -> summaries.stream().filter(s -> s.strategy().equals(name)).findFirst());
    boolean comparable = reference.isPresent() && summaries.size() > 1;
    List<String> notes = new ArrayList<>();
    String sentence =
        comparable ? compared(reference.get(), summaries, notes) : alone(curves, summaries);
    fewSeeds(summaries).ifPresent(notes::add);
    narrow(summaries, method).ifPresent(notes::add);
    if (summaries.stream().mapToInt(StrategySummary::queries).distinct().count() > 1) {
      notes.add(
          "The curves end after different numbers of queries, so their final values are not"
              + " directly comparable and none is marked as the best.");
    }
    return new Finding(sentence, List.copyOf(notes));
  }

  private static String compared(
      StrategySummary baseline, List<StrategySummary> summaries, List<String> notes) {
    String target = baseline.strategy() + "’s final RMSE (" + rmse(baseline) + ")";
    double own = baseline.queriesToTarget().orElse(baseline.queries());
    if (own == 0) {
      return "The ratings asked by %s did not lower the RMSE, so savings against it mean nothing."
          .formatted(baseline.strategy());
    }
    Optional<StrategySummary> best =
        summaries.stream()
            .filter(s -> s != baseline && s.queriesToTarget().orElse(own) < own)
            .min(Comparator.comparingDouble(s -> s.queriesToTarget().orElseThrow()));
    if (best.isEmpty()) {
      return "No strategy reaches %s sooner than %s itself.".formatted(target, baseline.strategy());
    }
    notes.addAll(doubts(best.get(), baseline, own));
    return "%s reaches %s after %s of %s queries, %s fewer."
        .formatted(
            best.get().strategy(),
            target,
            Numbers.count(best.get().queriesToTarget().orElseThrow()),
            Numbers.count(baseline.queries()),
            Numbers.percent(best.get().savingPercent().orElseThrow()));
  }

  private static List<String> doubts(
      StrategySummary best, StrategySummary baseline, double ownCrossing) {
    List<String> doubts = new ArrayList<>();
    // Corrected, as it is the best of all that were compared.
    OptionalDouble p =
        best.test().map(StrategySummary.PairedTest::aulcCorrected).orElse(OptionalDouble.empty());
    if (p.isPresent() && p.getAsDouble() >= PairwiseComparison.SIGNIFICANT) {
      doubts.add(
          "Over %d seeds its advantage over %s cannot be told from chance (area under the curve, paired t-test, Holm-corrected p = %s)."
              .formatted(
                  best.test().orElseThrow().seeds(),
                  baseline.strategy(),
                  Numbers.pValue(p.getAsDouble())));
    }
    if (baseline.queries() - ownCrossing >= 1) {
      doubts.add(
          "%s itself first touches its final RMSE after %s queries, as its curve is not smooth."
              .formatted(baseline.strategy(), Numbers.count(ownCrossing)));
    }
    return doubts;
  }

  private static String alone(List<StrategyCurve> curves, List<StrategySummary> summaries) {
    StrategySummary best =
        summaries.stream().min(Comparator.comparingDouble(s -> s.finalRmse().mean())).orElseThrow();
    StrategyCurve curve =
        curves.stream().filter(c -> c.strategy().equals(best.strategy())).findFirst().orElseThrow();
    Interval first = curve.rmse().get(0);
    String change =
        "%s the RMSE from %s to %s within %s queries."
            .formatted(
                best.finalRmse().mean() < first.mean() ? "lowers" : "does not lower",
                Numbers.stars(first.mean()),
                rmse(best),
                Numbers.count(best.queries()));
    return summaries.size() == 1
        ? best.strategy() + " " + change
        : "%s ends lowest: it %s".formatted(best.strategy(), change);
  }

  private static Optional<String> fewSeeds(List<StrategySummary> summaries) {
    int fewest = fewest(summaries);
    if (fewest == 1) {
      return Optional.of(
          "One seed only: no interval can be given, and any difference may be chance.");
    }
    return fewest < PairwiseComparison.FEW_SEEDS
        ? Optional.of("Only " + fewest + " seeds: the intervals are wide, the p values weak.")
        : Optional.empty();
  }

  private static Optional<String> narrow(List<StrategySummary> summaries, IntervalMethod method) {
    int fewest = fewest(summaries);
    return method == IntervalMethod.BOOTSTRAP && fewest > 1 && fewest < BOOTSTRAP_SEEDS
        ? Optional.of(
            "Bootstrap intervals of %d seeds are too narrow; Student’s t is the safer choice."
                .formatted(fewest))
        : Optional.empty();
  }

  private static int fewest(List<StrategySummary> summaries) {
    return summaries.stream().mapToInt(StrategySummary::seeds).min().orElseThrow();
  }

  private static String rmse(StrategySummary summary) {
    return Numbers.stars(summary.finalRmse().mean());
  }
}
