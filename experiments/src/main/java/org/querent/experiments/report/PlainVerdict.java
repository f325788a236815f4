package org.querent.experiments.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.querent.core.Counted;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.StrategySummary;

/**
 * What to do, in one sentence for readers without statistics. It rests on the verdicts of {@link
 * VerdictText} and claims no more than these.
 */
final class PlainVerdict {
  /** The longest list of names; of longer ones the first is named. */
  private static final int MOST_NAMES = 3;

  private PlainVerdict() {}

  /**
   * Says which strategy to use, and how sure that is.
   *
   * @param all the strategies that may be called better than others
   * @param oneSplit whether files give the only split that there is
   */
  static String of(
      List<StrategySummary> all,
      Optional<String> baseline,
      List<PairwiseComparison> pairs,
      boolean oneSplit) {
    if (all.size() == 1) {
      return "One strategy was played, so there is nothing to choose from.";
    }
    if (oneSplit && all.stream().allMatch(summary -> summary.seeds() == 1)) {
      return "Look at the curves, but choose nothing by them alone: the one split that was given was"
          + " played once, so nothing tells how much of a difference is chance; with more people it"
          + " is less.";
    }
    return baseline
        .filter(name -> all.stream().anyMatch(summary -> summary.relative().isPresent()))
        .map(name -> against(name, all, pairs))
        .orElseGet(() -> among(all, pairs));
  }

  private static String against(
      String baseline, List<StrategySummary> all, List<PairwiseComparison> pairs) {
    int seeds = compared(all).mapToInt(s -> relative(s).seeds()).max().orElseThrow();
    if (seeds < PairwiseComparison.FEW_SEEDS) {
      return tooFew(seeds);
    }
    List<String> better = names(all, Verdict.BETTER);
    List<String> worse = names(all, Verdict.WORSE);
    if (!better.isEmpty()) {
      List<String> best =
          better.stream().filter(name -> !isBetter(better.get(0), name, pairs)).toList();
      return best.size() == 1
          ? String.format(
              Locale.ROOT,
              "Use %s: it learns faster than %s, %s.",
              best.get(0),
              baseline,
              record(best.get(0), baseline, pairs))
          : String.format(
              Locale.ROOT,
              "Use %s: they learn faster than %s, and which of them is best cannot be told.",
              either(best),
              baseline);
    }
    String slower = worse.isEmpty() ? "" : ", and " + worseAre(worse);
    return worse.size() == compared(all).count()
        ? "Stay with " + baseline + ": all others learn slower."
        : String.format(
            Locale.ROOT,
            "Stay with %s: no strategy is shown to learn faster in %s%s.",
            baseline,
            Counted.of(seeds, "seed"),
            slower);
  }

  private static String among(List<StrategySummary> all, List<PairwiseComparison> pairs) {
    int seeds = all.stream().mapToInt(StrategySummary::seeds).max().orElseThrow();
    if (seeds < PairwiseComparison.FEW_SEEDS) {
      return tooFew(seeds);
    }
    List<String> names =
        all.stream()
            .sorted(Comparator.comparingDouble(s -> s.aulc().mean()))
            .map(StrategySummary::strategy)
            .toList();
    List<String> best =
        names.stream().filter(name -> !isBetter(names.get(0), name, pairs)).toList();
    if (best.size() == 1) {
      return "Use " + best.get(0) + ": it learns faster than all others.";
    }
    return best.size() == names.size()
        ? "Take any: no strategy is shown to be the best in " + Counted.of(seeds, "seed") + "."
        : "Use " + either(best) + ": which of them is best cannot be told.";
  }

  private static String tooFew(int seeds) {
    return String.format(
        Locale.ROOT,
        "Too early to choose: there %s %s, and %d are needed.",
        Counted.are(seeds),
        Counted.of(seeds, "seed"),
        PairwiseComparison.FEW_SEEDS);
  }

  private static boolean isBetter(String one, String other, List<PairwiseComparison> pairs) {
    return PairwiseComparison.find(pairs, one, other)
        .filter(pair -> pair.verdict() == Verdict.BETTER)
        .isPresent();
  }

  /** In how many seeds it was so, and how probable that is by chance. */
  private static String record(String name, String baseline, List<PairwiseComparison> pairs) {
    PairwiseComparison pair = PairwiseComparison.find(pairs, name, baseline).orElseThrow();
    return String.format(
        Locale.ROOT,
        "in %d of %d seeds (by chance: %s)",
        pair.wins(),
        pair.seeds(),
        Numbers.chance(pair.aulc().tTest().orElseThrow().corrected()));
  }

  private static String worseAre(List<String> names) {
    return (names.size() > MOST_NAMES ? names.size() + " of them" : Texts.enumerated(names))
        + (names.size() == 1 ? " learns slower" : " learn slower");
  }

  private static String either(List<String> names) {
    int last = names.size() - 1;
    return names.size() > MOST_NAMES
        ? names.get(0) + " or one of " + last + " others"
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static Stream<StrategySummary> compared(List<StrategySummary> all) {
    return all.stream().filter(summary -> summary.relative().isPresent());
  }

  private static BaselineDifference relative(StrategySummary summary) {
    return summary.relative().orElseThrow();
  }

  /** The strategies of one verdict, the smallest area first. */
  private static List<String> names(List<StrategySummary> all, Verdict verdict) {
    return compared(all)
        .filter(summary -> relative(summary).verdict() == verdict)
        .sorted(Comparator.comparingDouble(s -> relative(s).aulc().interval().mean()))
        .map(StrategySummary::strategy)
        .toList();
  }
}
