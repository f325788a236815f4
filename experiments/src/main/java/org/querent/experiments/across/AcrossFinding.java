package org.querent.experiments.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.Counted;
import org.querent.experiments.experiment.SettingPaths;
import org.querent.experiments.report.Finding;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.CriticalDifference;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;

/** What several experiments show together, and what speaks against trusting it too much. */
final class AcrossFinding {
  /** Below this many experiments Nemenyi's test finds next to nothing. */
  private static final int FEW_EXPERIMENTS = 5;

  private final AcrossAnalysis analysis;
  private final List<String> notes = new ArrayList<>();

  private AcrossFinding(AcrossAnalysis analysis) {
    this.analysis = analysis;
  }

  static Finding of(AcrossAnalysis analysis) {
    AcrossFinding finding = new AcrossFinding(analysis);
    String sentence =
        analysis.across().criticalDifference().map(finding::ranked).orElseGet(finding::unranked);
    finding.leftOut();
    finding.differentSettings();
    finding.sameData();
    finding.fewSeeds();
    return new Finding(sentence, List.copyOf(finding.notes));
  }

  /** First whether they differ at all, then who is best, and by how much that is sure. */
  private String ranked(CriticalDifference difference) {
    fewExperiments(difference);
    double best = difference.meanRanks().get(0);
    List<String> first = within(difference, 0, 0);
    List<String> alike = within(difference, first.size(), difference.difference());
    boolean one = first.size() == 1;
    String rank =
        String.format(
            Locale.ROOT,
            "%s %s the best mean rank by %s, %s",
            Texts.enumerated(first),
            one ? "has" : "share",
            analysis.measureName(),
            Numbers.ratio(best));
    if (!sharing().isEmpty()) {
      // The test takes experiments to be independent: what it gives here is no probability.
      return "Descriptive only, as experiments share their ratings: " + rank + ".";
    }
    String strategies = Counted.of(difference.strategies().size(), "strategy");
    String test =
        String.format(
            Locale.ROOT,
            "(Friedman’s test over %s, by Iman and Davenport, %s)",
            Counted.of(difference.experiments(), "experiment"),
            Numbers.p(difference.pValue()));
    if (difference.pValue() >= PairwiseComparison.SIGNIFICANT) {
      return String.format(
          Locale.ROOT,
          "The %s cannot be told apart %s; %s, but that may be chance.",
          strategies,
          test,
          rank);
    }
    return String.format(
        Locale.ROOT,
        "The %s do not all do alike %s. %s, and %s.",
        strategies,
        test,
        rank,
        alike.isEmpty()
            ? (one ? "it differs" : "they differ") + " significantly from every other"
            : (one ? "it" : "they") + " cannot be told from " + Texts.enumerated(alike));
  }

  /** The strategies from an index on whose mean ranks differ from the best by no more than that. */
  private static List<String> within(CriticalDifference all, int from, double difference) {
    return IntStream.range(from, all.strategies().size())
        .filter(n -> all.meanRanks().get(n) - all.meanRanks().get(0) <= difference)
        .mapToObj(all.strategies()::get)
        .toList();
  }

  private void fewExperiments(CriticalDifference difference) {
    if (difference.isTooFewExperiments()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "With %s two of %d mean ranks would have to differ by %s, more than they can: no pair can be told apart.",
              Counted.of(difference.experiments(), "experiment"),
              difference.strategies().size(),
              Numbers.ratio(difference.difference())));
    } else if (difference.experiments() < FEW_EXPERIMENTS) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Only %s: Nemenyi’s test can hardly find a difference.",
              Counted.of(difference.experiments(), "experiment")));
    }
  }

  private String unranked() {
    int common = analysis.across().strategies().size();
    int experiments = analysis.experiments().size();
    if (experiments < 2) {
      return "One experiment only: ranks cannot be compared, so there is no critical-difference diagram.";
    }
    if (common > CriticalDifference.MOST_STRATEGIES) {
      return String.format(
          Locale.ROOT,
          "The experiments have %d strategies in common: a critical-difference diagram holds %d at most.",
          common,
          CriticalDifference.MOST_STRATEGIES);
    }
    return String.format(
        Locale.ROOT,
        "The experiments have %s in common, which leaves nothing to rank and no critical-difference diagram.",
        common == 0 ? "no strategy" : "only the strategy " + analysis.across().strategies().get(0));
  }

  private void leftOut() {
    Set<String> cheats = new LinkedHashSet<>();
    analysis.experiments().forEach(e -> cheats.addAll(e.content().bounds()));
    List<String> missing =
        analysis.labels().stream()
            .filter(label -> !analysis.across().strategies().contains(label))
            .filter(label -> !cheats.contains(label))
            .toList();
    if (!missing.isEmpty()) {
      notes.add(
          "Only strategies that all experiments have are ranked: not "
              + Texts.enumerated(missing)
              + ".");
    }
    if (!cheats.isEmpty()) {
      notes.add("Strategies that cheat are shown, but not ranked.");
    }
  }

  /** One label need not be one strategy. */
  private void differentSettings() {
    for (String label : analysis.across().strategies()) {
      String prefix = SettingPaths.ofStrategy(label);
      List<Map<String, String>> all =
          analysis.experiments().stream().map(e -> e.settingsOf(prefix)).toList();
      Set<String> keys = new LinkedHashSet<>();
      all.forEach(settings -> keys.addAll(settings.keySet()));
      List<String> different =
          keys.stream()
              .filter(key -> all.stream().map(s -> s.getOrDefault(key, "")).distinct().count() > 1)
              .toList();
      if (!different.isEmpty()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s is not the same everywhere: its %s %s from experiment to experiment; querent compare says how.",
                label,
                Texts.enumerated(different),
                different.size() == 1 ? "differs" : "differ"));
      }
    }
  }

  private void sameData() {
    List<String> shared = sharing().stream().map(Texts::enumerated).toList();
    if (!shared.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "These replay the same ratings and so are not independent experiments, which the tests take them for: %s. The true p values are larger.",
              String.join("; ", shared)));
    }
  }

  /** The names of experiments that are on the same ratings, group by group. */
  private List<List<String>> sharing() {
    Map<String, List<String>> byData = new LinkedHashMap<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      String sha256 = analysis.experiments().get(n).dataSha256();
      if (!sha256.isEmpty()) {
        byData.computeIfAbsent(sha256, key -> new ArrayList<>()).add(analysis.names().get(n));
      }
    }
    return byData.values().stream().filter(names -> names.size() > 1).toList();
  }

  private void fewSeeds() {
    List<String> few = new ArrayList<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      long seeds =
          analysis.experiments().get(n).content().curves().stream()
              .map(LearningCurve::seed)
              .distinct()
              .count();
      if (seeds < PairwiseComparison.FEW_SEEDS) {
        few.add(analysis.names().get(n));
      }
    }
    if (!few.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Fewer than %d seeds, too few for a win or a loss: %s.",
              PairwiseComparison.FEW_SEEDS,
              Texts.enumerated(few)));
    }
  }
}
