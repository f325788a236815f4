package org.querent.experiments.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.Counted;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.RunSettings;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.experiment.models.ModelSpec;
import org.querent.simulator.oracle.DesignOracle;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SplitSettings;

/**
 * What an experiment is, in sentences for readers who have not seen its settings.
 *
 * @param description who is asked what, and what learns from it; empty where nothing is known
 * @param limits what its results do not show, a sentence or two each
 * @param dataset the name of its data set; empty for a file
 * @param model what learns, as YAML names it; empty where nothing is known
 * @param sources where the ideas of its strategies come from, each as {@link
 *     org.querent.strategies.StrategyProvider#source} says
 * @param ceiling the label of the strategy that asks as if the factors were known, with the
 *     experiment's own model; empty where there is none
 * @param played which strategy and which model each label stands for, where there are several
 *     models; else empty
 */
public record About(
    String description,
    List<String> limits,
    String dataset,
    String model,
    List<String> sources,
    Optional<String> ceiling,
    List<Played> played) {
  /** Nothing is known. */
  public static final About NOTHING =
      new About("", List.of(), "", "", List.of(), Optional.empty(), List.of());

  /** Copies the lists. */
  public About {
    limits = List.copyOf(limits);
    sources = List.copyOf(sources);
    played = List.copyOf(played);
  }

  /**
   * A strategy that was played with a model.
   *
   * @param label what runs and curves of it are called
   * @param strategy the label of the strategy
   * @param model the label of the model
   */
  public record Played(String label, String strategy, String model) {}

  /** Describes an experiment by its settings. */
  static About of(ExperimentSpec spec) {
    RunSettings settings = spec.settings();
    String model = settings.model().type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String description =
        String.format(
            Locale.ROOT,
            "%s %s is measured on ratings that it never sees.",
            asked(settings, !spec.dataset().splits().isEmpty()),
            spec.models().isEmpty()
                ? "A model (" + model + ") of " + factors(spec) + " learns from the answers, and"
                : models(spec));
    return new About(
        description,
        limits(settings),
        spec.dataset().name().orElse(""),
        model,
        spec.strategies().stream()
            .flatMap(strategy -> strategy.sources().stream())
            .distinct()
            .toList(),
        spec.ownStrategies().stream()
            .filter(strategy -> strategy.provider() instanceof DesignOracle)
            .map(StrategySpec::label)
            .findFirst(),
        played(spec));
  }

  private static String models(ExperimentSpec spec) {
    List<String> names = spec.models().stream().map(ModelSpec::label).toList();
    return String.format(
        Locale.ROOT,
        "The models %s are compared: behind the name of a strategy stands + and the model, unless that is %s. Each learns from the answers to its own questions, and",
        Texts.enumerated(names),
        names.get(0));
  }

  private static List<Played> played(ExperimentSpec spec) {
    return spec.models().isEmpty()
        ? List.of()
        : spec.strategies().stream()
            .map(
                strategy ->
                    new Played(
                        strategy.label(),
                        strategy.ownLabel(),
                        strategy.model().orElse(spec.models().get(0)).label()))
            .toList();
  }

  /** How many factors the model has, or may have where seeds choose. */
  private static String factors(ExperimentSpec spec) {
    List<Integer> all =
        spec.tune().stream()
            .flatMap(tune -> tune.alternatives().stream())
            .map(alternative -> alternative.model().factors())
            .distinct()
            .toList();
    return all.size() < 2
        ? Counted.of(spec.settings().model().factors(), "factor")
        : all.stream().limit(all.size() - 1L).map(String::valueOf).collect(joining(", "))
            + " or "
            + Counted.of(all.get(all.size() - 1), "factor");
  }

  private static String asked(RunSettings settings, boolean isSplitGiven) {
    int budget = settings.queries().budget();
    SplitSettings split = settings.split();
    return switch (settings.protocol()) {
      case POOL ->
          String.format(
              Locale.ROOT,
              "Of all users %s are asked for, %s at a time, where %s are known at the start.",
              Counted.of(budget, "rating"),
              Numbers.count(settings.queries().batch()),
              Counted.of(split.initial(), "rating"));
      case PER_USER ->
          String.format(
              Locale.ROOT,
              "Every user is asked %s, where %s of all are known at the start.",
              Counted.of(budget, "question"),
              Counted.of(split.initial(), "rating"));
      case COLD_START -> newcomers("user", split, isSplitGiven, budget);
      case NEW_ITEMS -> newcomers("item", split, isSplitGiven, budget);
    };
  }

  /**
   * What is asked of newcomers.
   *
   * @param isSplitGiven whether files say who is new
   */
  private static String newcomers(
      String who, SplitSettings split, boolean isSplitGiven, int budget) {
    return String.format(
        Locale.ROOT,
        "%s of the %ss are new: %s %s each, where all ratings of the others are known.",
        isSplitGiven ? "Some" : Numbers.inPercent(Numbers.count(100 * split.newcomers())),
        who,
        Counted.of(budget, "question"),
        who.equals("user") ? "to" : "about");
  }

  private static List<String> limits(RunSettings settings) {
    List<String> limits = new ArrayList<>();
    limits.add(
        "The seeds are other splits of the same ratings, so intervals and p tell what other splits"
            + " would give, not what other data would.");
    limits.add(
        "“Cannot be told apart” does not mean alike: the interval says how large a difference may"
            + " still be.");
    limits.add(
        "The verdict goes by the error of the learner that asked. Others need not gain from what was"
            + " asked for this one (Lowell, Lipton and Wallace 2019), nor need another measure agree"
            + " (Elahi, Ricci and Rubens 2014).");
    OracleSettings oracle = settings.oracle();
    limits.add(
        oracle.about() == OracleSettings.About.RATED_ONLY
            ? "Only what people had rated of their own accord could be asked for, and was always"
                + " answered. People who are asked often do not know the item, and what they did"
                + " not choose to rate may be rated otherwise."
            : "What nobody had rated was taken to have no answer; people who are asked may know"
                + " more items than they had rated, and rate those otherwise.");
    if (oracle.noise() == 0 && oracle.inconsistency() == 0) {
      limits.add("Answers are what people once rated; asked again, they would answer otherwise.");
    }
    if (settings.protocol() == Protocol.COLD_START || settings.protocol() == Protocol.NEW_ITEMS) {
      limits.add("Each newcomer is asked apart: nothing is learnt from what the others answer.");
    }
    return limits;
  }
}
