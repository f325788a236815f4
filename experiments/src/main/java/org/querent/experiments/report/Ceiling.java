package org.querent.experiments.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.querent.experiments.report.About.Played;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.ShareOfCeiling;
import org.querent.experiments.statistics.StrategyCurve;
import org.querent.experiments.statistics.TargetReached;

/**
 * The linear ceiling of asking, where an experiment has it: a strategy that knows the factors, and
 * what part of what it gains over the baseline others gain that do not.
 *
 * @param label what the ceiling is called; empty where there is none, or no run of it
 * @param gain what the ceiling gains over the baseline; empty where there is none
 * @param shares what strategies gain, by their labels, of those that do not cheat and are played
 *     with the same model; none where the ceiling is not told to be better than the baseline
 */
public record Ceiling(
    Optional<String> label, Optional<Gain> gain, Map<String, ShareOfCeiling> shares) {
  private static final Ceiling NONE = new Ceiling(Optional.empty(), Optional.empty(), Map.of());

  /**
   * Measures by the ceiling.
   *
   * @param bounds the labels of strategies that cheat, which are left out
   */
  static Ceiling of(
      About about,
      Optional<String> baseline,
      Set<String> bounds,
      List<LearningCurve> runs,
      List<PairwiseComparison> pairs) {
    Map<String, List<LearningCurve>> groups = StrategyCurve.byStrategy(runs);
    Optional<String> from = baseline.filter(groups::containsKey);
    Optional<String> label =
        about.ceiling().filter(groups::containsKey).filter(it -> !baseline.equals(about.ceiling()));
    if (from.isEmpty()
        || label.isEmpty()
        || !model(about, from.get()).equals(model(about, label.get()))) {
      return NONE;
    }
    Optional<Gain> gain = Gain.of(runs, pairs, label.get(), from.get());
    Map<String, ShareOfCeiling> shares = new LinkedHashMap<>();
    if (gain.filter(it -> it.verdict() == Verdict.BETTER).isPresent()) {
      groups.forEach(
          (strategy, own) -> {
            if (!bounds.contains(strategy)
                && !strategy.equals(from.get())
                && model(about, strategy).equals(model(about, from.get()))) {
              ShareOfCeiling.of(own, groups.get(label.get()), groups.get(from.get()))
                  .ifPresent(share -> shares.put(strategy, share));
            }
          });
    }
    return new Ceiling(gain.flatMap(it -> label), gain, shares);
  }

  /** The model that a label is played with; empty where there is one model. */
  private static Optional<String> model(About about, String label) {
    return about.played().stream()
        .filter(it -> it.label().equals(label))
        .map(Played::model)
        .findFirst();
  }

  /** Whether parts of the ceiling can be told. */
  public boolean measured() {
    return !shares.isEmpty();
  }

  /**
   * What is said of the ceiling; empty where there is none.
   *
   * @param best the label of the strategy that is better than the baseline and the best; empty if
   *     none is
   * @param baseline its label
   */
  Optional<String> sentence(Optional<String> best, String baseline, Axis axis) {
    if (label.isEmpty() || gain.isEmpty()) {
      return Optional.empty();
    }
    if (gain.get().verdict() != Verdict.BETTER) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "What part of the linear ceiling is reached cannot be told: %s, which knows the factors, is not shown to be better than %s itself.",
              label.get(),
              baseline));
    }
    Optional<Interval> part =
        best.flatMap(it -> Optional.ofNullable(shares.get(it))).flatMap(ShareOfCeiling::saving);
    TargetReached end = gain.get().end();
    String needs =
        end.isSavingCertain() && end.savingPercent().orElseThrow() > 0
            ? " needs " + VerdictText.saving(end, axis) + " to be where " + baseline + " ends"
            : " is better than " + baseline;
    return Optional.of(
        "The linear ceiling, "
            + label.get()
            + ", which knows the factors,"
            + needs
            + part.map(it -> "; " + best.orElseThrow() + " saves " + says(it) + " of that.")
                .orElse("."));
  }

  private static String says(Interval percent) {
    return Numbers.percent(percent.mean())
        + (percent.hasBounds()
            ? " " + Numbers.bounds(Numbers.tenths(percent.low()), Numbers.tenths(percent.high()))
            : "");
  }
}
