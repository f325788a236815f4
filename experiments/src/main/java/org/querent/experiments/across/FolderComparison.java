package org.querent.experiments.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.querent.core.Counted;
import org.querent.experiments.experiment.SettingPaths;
import org.querent.experiments.report.Texts;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.SampleDifference;
import org.querent.experiments.statistics.StrategyChange;
import org.querent.experiments.statistics.StrategyChange.Design;

/** What two experiments differ in, as text for a terminal. */
public final class FolderComparison {
  private static final double SIGNIFICANT = 0.05;
  private static final int MOST_NAMES = 20;
  private static final String DATA = "data set";

  private final PlayedExperiment first;
  private final PlayedExperiment second;
  private final CompleteRuns runs;
  private final Map<String, List<String>> settings;
  private final Map<String, List<String>> data;
  private final Map<String, List<String>> origin;
  private final PlainText lines = new PlainText();

  private FolderComparison(PlayedExperiment first, PlayedExperiment second, CompleteRuns runs) {
    this.first = first;
    this.second = second;
    this.runs = runs;
    settings = differences(first.settings(), second.settings(), path -> true);
    Map<String, String> before = first.content().provenance();
    Map<String, String> after = second.content().provenance();
    data = differences(before, after, fact -> fact.startsWith(DATA));
    origin = differences(before, after, fact -> !fact.startsWith(DATA));
  }

  /**
   * Compares two experiments, the second with the first.
   *
   * @return lines no wider than 100 characters
   */
  public static String text(PlayedExperiment first, PlayedExperiment second, CompleteRuns runs) {
    return new FolderComparison(first, second, runs).text();
  }

  private String text() {
    lines.line("A  " + first.folder()).line("B  " + second.folder());
    if (settings.isEmpty() && data.isEmpty() && origin.isEmpty() && runs.isSame()) {
      return lines
          .heading(
              String.format(
                  Locale.ROOT,
                  "Nothing differs: the same settings, the same data, and the same bytes in %s.",
                  runs.common() == 1 ? "the one run" : "all " + Counted.of(runs.common(), "run")))
          .toString();
    }
    table("Settings", "The settings are the same.", settings);
    table("Data", "The data are the same.", data);
    table("Version, machine and time", "Version, machine and time are the same.", origin);
    runs();
    results();
    return lines.toString();
  }

  /** What differs, by name: what it is in the first and in the second. */
  private static Map<String, List<String>> differences(
      Map<String, String> first, Map<String, String> second, Predicate<String> of) {
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    Map<String, List<String>> differences = new LinkedHashMap<>();
    for (String name : names) {
      String before = first.getOrDefault(name, "(none)");
      String after = second.getOrDefault(name, "(none)");
      if (of.test(name) && !before.equals(after)) {
        differences.put(name, List.of(before, after));
      }
    }
    return differences;
  }

  private void table(String heading, String same, Map<String, List<String>> differences) {
    if (differences.isEmpty()) {
      lines.heading(same);
      return;
    }
    lines.heading(heading + ", A → B");
    int width =
        Math.min(40, differences.keySet().stream().mapToInt(String::length).max().orElse(0));
    differences.forEach((name, both) -> lines.both(name, both.get(0), both.get(1), width));
  }

  private void runs() {
    lines.heading("Runs");
    if (runs.common() > 0) {
      lines.words(
          runs.identical() == runs.common()
              ? (runs.common() == 1 ? "The one run" : "All " + Counted.of(runs.common(), "run"))
                  + " that both have "
                  + Counted.are(runs.common())
                  + " the same bytes."
              : String.format(
                  Locale.ROOT,
                  "Of %s that both have, %,d %s the same bytes.",
                  Counted.of(runs.common(), "run"),
                  runs.identical(),
                  Counted.are(runs.identical())));
    } else {
      lines.words(
          commonSeeds() == 0
              ? String.format(
                  Locale.ROOT,
                  "No run is in both, as no seed is: A has %s, B has %s.",
                  seeds(first),
                  seeds(second))
              : "No run has the same strategy, model and seed in both.");
    }
    lines.names("only in A", runs.onlyFirst(), MOST_NAMES);
    lines.names("only in B", runs.onlySecond(), MOST_NAMES);
  }

  private void results() {
    Set<String> before = strategies(first);
    Set<String> after = strategies(second);
    lines.heading("Results");
    lines.names("strategies only in A", without(before, after), MOST_NAMES);
    lines.names("strategies only in B", without(after, before), MOST_NAMES);
    Design design = design();
    List<StrategyChange> changes =
        StrategyChange.of(first.content().curves(), second.content().curves(), design);
    if (changes.isEmpty()) {
      lines.words("There is no strategy whose runs could be compared.");
      return;
    }
    if (runs.common() > 0 && runs.isSame()) {
      lines.words("The same runs have the same results.");
      return;
    }
    lines.words(summary(changes));
    lines.words(why(design));
    differentSettings(changes);
    ChangeTable.add(changes, first.content().axis(), lines);
  }

  private static Set<String> strategies(PlayedExperiment experiment) {
    Set<String> strategies = new LinkedHashSet<>();
    experiment.content().curves().stream().map(LearningCurve::strategy).forEach(strategies::add);
    return strategies;
  }

  private static List<String> without(Set<String> all, Set<String> others) {
    return all.stream().filter(name -> !others.contains(name)).toList();
  }

  private Design design() {
    if (!first.content().axis().equals(second.content().axis())) {
      return Design.OWN_QUERIES;
    }
    boolean samePairs = unpaired().isEmpty() && commonSeeds() > 1;
    return samePairs ? Design.PAIRED : Design.INDEPENDENT;
  }

  /** What splits of the same seed depend on, as far as it differs. */
  private List<String> unpaired() {
    List<String> why = new ArrayList<>();
    boolean sameData =
        !first.dataSha256().isEmpty() && first.dataSha256().equals(second.dataSha256());
    if (!sameData) {
      why.add(DATA);
    }
    settings.keySet().stream()
        .filter(path -> path.equals("protocol") || path.startsWith("split."))
        .forEach(why::add);
    return why;
  }

  private long commonSeeds() {
    Set<Long> seeds = new LinkedHashSet<>();
    second.content().curves().forEach(run -> seeds.add(run.seed()));
    return first.content().curves().stream()
        .map(LearningCurve::seed)
        .distinct()
        .filter(seeds::contains)
        .count();
  }

  /** The seeds of an experiment, such as "1 to 10" or "1, 3 and 5 to 8". */
  private static String seeds(PlayedExperiment experiment) {
    List<Long> seeds =
        experiment.content().curves().stream()
            .map(LearningCurve::seed)
            .distinct()
            .sorted()
            .toList();
    List<String> ranges = new ArrayList<>();
    for (int from = 0, to = 0; from < seeds.size(); from = ++to) {
      while (to + 1 < seeds.size() && seeds.get(to + 1) == seeds.get(to) + 1) {
        to++;
      }
      ranges.add(from == to ? "" + seeds.get(from) : seeds.get(from) + " to " + seeds.get(to));
    }
    return Counted.things(seeds.size(), "seed") + " " + Texts.enumerated(ranges);
  }

  private String why(Design design) {
    return switch (design) {
      case PAIRED ->
          "Tests are paired t-tests over the seeds that both have, as data set, protocol and split"
              + " are the same, and with them the parts that each seed knows, asks for and tests.";
      case INDEPENDENT ->
          String.format(
              Locale.ROOT,
              "Tests are Welch's t-tests of independent runs, as %s.",
              unpaired().isEmpty()
                  ? commonSeeds() == 0 ? "no seed is in both" : "only one seed is in both"
                  : "these differ, and with them what is known and tested: "
                      + String.join(", ", unpaired()));
      case OWN_QUERIES ->
          String.format(
                  Locale.ROOT,
                  "A counts %s, B counts %s: each is taken at its own end, with Welch's t-tests, and the",
                  first.content().axis().title(),
                  second.content().axis().title())
              + " errors are those of different tasks.";
    };
  }

  private void differentSettings(List<StrategyChange> changes) {
    List<String> different =
        changes.stream()
            .map(StrategyChange::strategy)
            .filter(
                label -> {
                  String prefix = SettingPaths.ofStrategy(label);
                  return !first.settingsOf(prefix).equals(second.settingsOf(prefix));
                })
            .toList();
    lines.names("the same label, but other settings of the strategy", different, MOST_NAMES);
  }

  private static String summary(List<StrategyChange> changes) {
    List<SampleDifference> finals = changes.stream().map(StrategyChange::finalRmse).toList();
    long lower = finals.stream().filter(d -> isSure(d) && d.difference().mean() < 0).count();
    long higher = finals.stream().filter(d -> isSure(d) && d.difference().mean() > 0).count();
    return String.format(
        Locale.ROOT,
        "Of %s in both, %d %s significantly lower final RMSE in B, %d a higher one (p < 0.05, Holm).",
        Counted.of(changes.size(), "strategy"),
        lower,
        lower == 1 ? "has a" : "have a",
        higher);
  }

  private static boolean isSure(SampleDifference difference) {
    OptionalDouble p = difference.corrected();
    return p.isPresent() && p.getAsDouble() < SIGNIFICANT;
  }
}
