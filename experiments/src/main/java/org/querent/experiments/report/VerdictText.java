package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.querent.core.Counted;
import org.querent.experiments.statistics.BaselineDifference;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;
import org.querent.experiments.statistics.StrategySummary;
import org.querent.experiments.statistics.TargetReached;

/**
 * The verdicts on strategies in sentences. First comes who is better, worse or neither, by tests of
 * the area under the learning curve that are corrected for all strategies, so that an experiment in
 * which all are alike has a sentence that claims anything with a probability of at most 5 %. How
 * large the effect is comes after that, with its own interval, and a saving is stated only where
 * its interval excludes 0.
 */
final class VerdictText {
  /** The longest list of names; longer ones are counted. */
  private static final int MOST_NAMES = 4;

  private static final Comparator<StrategySummary> BY_AREA =
      Comparator.comparingDouble(summary -> summary.aulc().mean());

  private VerdictText() {}

  /**
   * Says that nothing can be compared, where costs are so small that the cheapest run ends before
   * the first whole one; empty where something can.
   */
  static Optional<String> nothing(List<StrategySummary> all, Axis axis) {
    return axis.unit() == Axis.Unit.COST
            && all.size() > 1
            && all.stream().allMatch(summary -> summary.queries() == 0)
        ? Optional.of(
            "Nothing can be compared: runs are compared at equal whole costs, and the cheapest one cost"
                + " less than 1 in all. Choose a smaller unit in queries.costs, so that a run costs"
                + " dozens.")
        : Optional.empty();
  }

  /**
   * What is said of all strategies against one of them.
   *
   * @param oneSplit whether files give the only split that there is
   */
  static String against(
      StrategySummary baseline, List<StrategySummary> all, Axis axis, boolean oneSplit) {
    String name = baseline.strategy();
    List<StrategySummary> compared = all.stream().filter(s -> s.relative().isPresent()).toList();
    if (compared.isEmpty()) {
      return String.format(
          Locale.ROOT, "No strategy shares a seed with %s, so none can be compared with it.", name);
    }
    int most = compared.stream().mapToInt(s -> relative(s).seeds()).max().orElseThrow();
    if (oneSplit && most == 1) {
      return String.format(
          Locale.ROOT,
          "The split was given and played once, so nothing tells how much of a difference from %s is chance; %s has the smallest area under the learning curve here.",
          name,
          all.stream().min(BY_AREA).orElseThrow().strategy());
    }
    if (most < PairwiseComparison.FEW_SEEDS) {
      return tooFew(most, name);
    }
    List<StrategySummary> better = with(Verdict.BETTER, compared);
    List<String> worse = sized(with(Verdict.WORSE, compared));
    List<String> undecided = names(with(Verdict.UNDECIDED, compared));
    if (better.isEmpty() && worse.isEmpty()) {
      String who =
          undecided.size() == 1
              ? undecided.get(0) + " cannot"
              : "None of the " + Counted.of(undecided.size(), "strategy") + " can";
      return String.format(
          Locale.ROOT,
          "%s be told from %s by the area under the learning curve (%s).",
          who,
          name,
          test(compared));
    }
    List<String> sentences = new ArrayList<>();
    if (better.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "No strategy is better than %s by the area under the learning curve (%s).",
              name,
              test(compared)));
    } else {
      sentences.add(best(better.get(0), name, axis));
      List<String> others = sized(better.subList(1, better.size()));
      add(sentences, others, " is better, too.", " are better, too.");
    }
    add(sentences, worse, " is worse.", " are worse.");
    String from = " cannot be told from " + name + ".";
    add(sentences, undecided, from, from);
    return String.join(" ", sentences);
  }

  private static String tooFew(int seeds, String from) {
    return String.format(
        Locale.ROOT,
        "%s too few to tell any strategy from %s: %d are needed.",
        Counted.of(seeds, "seed") + " " + Counted.are(seeds),
        from,
        PairwiseComparison.FEW_SEEDS);
  }

  /** Which is better than the baseline, and has the smallest area of these; empty if none is. */
  static Optional<String> best(List<StrategySummary> all) {
    List<StrategySummary> compared = all.stream().filter(s -> s.relative().isPresent()).toList();
    return names(with(Verdict.BETTER, compared)).stream().findFirst();
  }

  /** What is said of strategies that nothing was chosen to measure by. */
  static String among(List<StrategySummary> all, List<PairwiseComparison> pairs, Axis axis) {
    StrategySummary best = all.stream().min(BY_AREA).orElseThrow();
    String ends =
        String.format(
            Locale.ROOT,
            "%s ends with an RMSE of %s after %s.",
            best.strategy(),
            Numbers.rating(best.finalRmse().mean()),
            axis.amount(best.queries()));
    if (all.size() == 1) {
      return ends;
    }
    int most = all.stream().mapToInt(StrategySummary::seeds).max().orElseThrow();
    if (most < PairwiseComparison.FEW_SEEDS) {
      return tooFew(most, "another");
    }
    List<StrategySummary> others = all.stream().filter(s -> s != best).sorted(BY_AREA).toList();
    Function<StrategySummary, Verdict> verdict =
        other ->
            PairwiseComparison.find(pairs, best.strategy(), other.strategy())
                .map(PairwiseComparison::verdict)
                .orElse(Verdict.UNDECIDED);
    List<String> worse =
        names(others.stream().filter(s -> verdict.apply(s) == Verdict.BETTER).toList());
    List<String> undecided =
        names(others.stream().filter(s -> verdict.apply(s) != Verdict.BETTER).toList());
    if (worse.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "No strategy can be called the best by the area under the learning curve: %s has the smallest, but cannot be told from %s.",
          best.strategy(),
          listed(undecided));
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "%s is better than %s by the area under the learning curve (paired t-tests, %s by Holm’s method).",
            best.strategy(),
            listed(worse),
            Numbers.SIGNIFICANT));
    if (!undecided.isEmpty()) {
      sentences.add(String.format(Locale.ROOT, "It cannot be told from %s.", listed(undecided)));
    }
    return String.join(" ", sentences);
  }

  /** What is saved comes first, where that is certain: it is what readers want to know. */
  private static String best(StrategySummary best, String baseline, Axis axis) {
    BaselineDifference difference = relative(best);
    String saved =
        best.end()
            .filter(TargetReached::isSavingCertain)
            .filter(end -> end.savingPercent().orElseThrow() > 0)
            .map(
                end -> "it needs " + saving(end, axis) + " to be where " + baseline + " ends, and ")
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%s is better than %s: %son the way its error is %s on average (area under the learning curve over %s, %s; in brackets %s intervals).",
        best.strategy(),
        baseline,
        saved,
        difference.aulcPercent().map(VerdictText::size).orElse("smaller"),
        Counted.of(difference.seeds(), "seed"),
        Numbers.p(difference.aulc().tTest().orElseThrow().corrected()),
        Numbers.inPercent("95"));
  }

  /** How much less than another a strategy needs to be where that ends, with the interval. */
  static String saving(TargetReached end, Axis axis) {
    return axis.less(Numbers.percent(end.savingPercent().orElseThrow()))
        + " "
        + Numbers.bounds(
            Numbers.tenths(end.savingLow().orElseThrow()),
            Numbers.tenths(end.savingHigh().orElse(100)));
  }

  /** How much smaller or larger an area is, with the interval of that. */
  private static String size(Interval percent) {
    boolean smaller = percent.mean() < 0;
    double low = smaller ? 0 - percent.high() : percent.low();
    double high = smaller ? 0 - percent.low() : percent.high();
    return Numbers.percent(Math.abs(percent.mean()))
        + (smaller ? " smaller " : " larger ")
        + Numbers.bounds(Numbers.tenths(low), Numbers.tenths(high));
  }

  private static String test(List<StrategySummary> compared) {
    return String.format(
        Locale.ROOT,
        "paired t-tests over %s, %s by Holm’s method",
        Numbers.seeds(compared.stream().map(s -> relative(s).seeds())),
        Numbers.SIGNIFICANT);
  }

  private static BaselineDifference relative(StrategySummary summary) {
    return summary.relative().orElseThrow();
  }

  /** The strategies of one verdict, the smallest area first. */
  private static List<StrategySummary> with(Verdict verdict, List<StrategySummary> compared) {
    return compared.stream()
        .filter(s -> relative(s).verdict() == verdict)
        .sorted(Comparator.comparingDouble(s -> relative(s).aulc().interval().mean()))
        .toList();
  }

  private static List<String> names(List<StrategySummary> summaries) {
    return summaries.stream().map(StrategySummary::strategy).toList();
  }

  /** Names with how much smaller or larger the area is. */
  private static List<String> sized(List<StrategySummary> summaries) {
    return summaries.stream()
        .map(
            summary ->
                summary.strategy()
                    + relative(summary)
                        .aulcPercent()
                        .map(percent -> " (" + size(percent) + ")")
                        .orElse(""))
        .toList();
  }

  private static String listed(List<String> names) {
    return names.size() > MOST_NAMES ? names.size() + " others" : Texts.enumerated(names);
  }

  private static void add(List<String> sentences, List<String> names, String isSo, String areSo) {
    if (!names.isEmpty()) {
      sentences.add(listed(names) + (names.size() == 1 ? isSo : areSo));
    }
  }
}
