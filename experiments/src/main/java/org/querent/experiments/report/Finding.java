package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.Counted;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.StrategySummary;

/**
 * What an experiment shows, in one or more sentences, and what speaks against trusting it too much.
 *
 * @param sentence the finding in plain words
 * @param notes what to bear in mind, none or more sentences
 */
public record Finding(String sentence, List<String> notes) {
  /**
   * Below this many seeds percentile bootstrap intervals are clearly too narrow: resampling takes a
   * mean's variance to be (n - 1) / n of what it is, and knows no wider tails than the sample's.
   */
  private static final int BOOTSTRAP_SEEDS = 10;

  /**
   * Finds what can be said.
   *
   * @param summaries of the strategies that may be called better than others
   * @param baseline the label of the strategy to compare with, if it has runs
   * @param pairs all pairs of strategies, tested
   * @param gains what of a gain is the model's, and what the strategy's
   * @param oneSplit whether files give the only split that there is
   */
  static Finding of(
      List<StrategySummary> summaries,
      Optional<String> baseline,
      List<PairwiseComparison> pairs,
      ModelGains gains,
      Axis axis,
      IntervalMethod method,
      boolean oneSplit) {
    Optional<String> nothing = VerdictText.nothing(summaries, axis);
    if (nothing.isPresent()) {
      return new Finding(nothing.get(), List.of());
    }
    Optional<StrategySummary> reference =
        baseline.flatMap(
            name -> summaries.stream().filter(s -> s.strategy().equals(name)).findFirst());
    List<String> notes = new ArrayList<>();
    String sentence =
        reference.isPresent() && summaries.size() > 1
            ? VerdictText.against(reference.get(), summaries, axis, oneSplit)
                + VerdictText.best(summaries)
                    .flatMap(best -> gains.apart(best, axis))
                    .map(apart -> " " + apart)
                    .orElse("")
            : VerdictText.among(summaries, pairs, axis);
    reference
        .filter(s -> summaries.size() > 1 && learntNothing(summaries))
        .ifPresent(
            s ->
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "It is not certain that %s lowered the RMSE at all, so how much others save against it means little.",
                        s.strategy())));
    fewSeeds(summaries).ifPresent(notes::add);
    narrow(summaries, method).ifPresent(notes::add);
    if (summaries.stream().mapToInt(StrategySummary::queries).distinct().count() > 1) {
      notes.add(
          "The curves end after different numbers of queries, so their final values are not"
              + " directly comparable and none is marked as the best.");
    }
    return new Finding(sentence, List.copyOf(notes));
  }

  /** This finding with one more sentence, if there is one. */
  Finding and(Optional<String> more) {
    return new Finding(sentence + more.map(it -> " " + it).orElse(""), notes);
  }

  /** Whether no area above the baseline's end could be said to be there. */
  private static boolean learntNothing(List<StrategySummary> summaries) {
    return summaries.stream()
        .flatMap(summary -> summary.relative().stream())
        .allMatch(relative -> relative.deficiency().isEmpty());
  }

  private static Optional<String> fewSeeds(List<StrategySummary> summaries) {
    int fewest = fewest(summaries);
    if (fewest == 1) {
      return Optional.of(
          "One seed only: no interval can be given, and any difference may be chance.");
    }
    return fewest < PairwiseComparison.FEW_SEEDS
        ? Optional.of(
            "Only " + Counted.of(fewest, "seed") + ": the intervals are wide, the p values weak.")
        : Optional.empty();
  }

  private static Optional<String> narrow(List<StrategySummary> summaries, IntervalMethod method) {
    int fewest = fewest(summaries);
    return method == IntervalMethod.BOOTSTRAP && fewest > 1 && fewest < BOOTSTRAP_SEEDS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Bootstrap intervals of %d seeds are too narrow; Student’s t is the safer choice.",
                fewest))
        : Optional.empty();
  }

  private static int fewest(List<StrategySummary> summaries) {
    return summaries.stream().mapToInt(StrategySummary::seeds).min().orElseThrow();
  }
}
