package org.querent.experiments.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
    String best = difference.strategies().get(0);
    String test =
        String.format(
            Locale.ROOT,
            "(Friedman’s test over %d experiments, by Iman and Davenport, p %s)",
            difference.experiments(),
            Numbers.pEquals(difference.pValue()));
    String rank =
        String.format(
            Locale.ROOT,
            "%s has the best mean rank by %s, %s",
            best,
            analysis.measureName(),
            Numbers.ratio(difference.meanRanks().get(0)));
    int strategies = difference.strategies().size();
    if (difference.pValue() >= PairwiseComparison.SIGNIFICANT) {
      return String.format(
          Locale.ROOT,
          "The %d strategies cannot be told apart %s; %s, but that may be chance.",
          strategies,
          test,
          rank);
    }
    List<String> alike =
        IntStream.range(1, strategies)
            .filter(
                n ->
                    difference.meanRanks().get(n) - difference.meanRanks().get(0)
                        <= difference.difference())
            .mapToObj(difference.strategies()::get)
            .toList();
    return String.format(
        Locale.ROOT,
        "The %d strategies do not all do alike %s. %s, and %s.",
        strategies,
        test,
        rank,
        alike.isEmpty()
            ? "it differs significantly from every other"
            : "it cannot be told from " + Texts.enumerated(alike));
  }

  private void fewExperiments(CriticalDifference difference) {
    if (difference.isTooFewExperiments()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "With %d experiments two of %d mean ranks would have to differ by %s, more than they can: no pair can be told apart.",
              difference.experiments(),
              difference.strategies().size(),
              Numbers.ratio(difference.difference())));
    } else if (difference.experiments() < FEW_EXPERIMENTS) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Only %d experiments: Nemenyi’s test can hardly find a difference.",
              difference.experiments()));
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
    Map<String, List<String>> byData = new LinkedHashMap<>();
    for (int n = 0; n < analysis.experiments().size(); n++) {
      String sha256 = analysis.experiments().get(n).dataSha256();
      if (!sha256.isEmpty()) {
        byData.computeIfAbsent(sha256, key -> new ArrayList<>()).add(analysis.names().get(n));
      }
    }
    List<String> shared =
        byData.values().stream().filter(names -> names.size() > 1).map(Texts::enumerated).toList();
    if (!shared.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "These replay the same ratings and so are not independent experiments, which the tests take them for: %s. The true p values are larger.",
              String.join("; ", shared)));
    }
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
