package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.querent.experiments.report.About.Played;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.TargetReached;

/**
 * What a model gains and what a strategy gains, apart and together: where an experiment compares
 * models, each with the same strategies, the two differ in the questions or in the learner alone.
 * All is measured from the baseline and its model.
 *
 * @param baseline the strategy and the model that gains are measured from; empty where there are
 *     none
 * @param squares one for each other model and each other strategy that both models have
 */
public record ModelGains(Optional<Played> baseline, List<Square> squares) {
  /** There is one model, or nothing to measure gains from. */
  static final ModelGains NONE = new ModelGains(Optional.empty(), List.of());

  /** Which choice gains. */
  public enum Choice {
    /** The other model, with the strategy of the baseline. */
    MODEL,
    /** The other strategy, with the model of the baseline. */
    STRATEGY,
    /** The other strategy instead of that of the baseline, both with the other model. */
    STRATEGY_WITHIN,
    /** The other strategy with the other model. */
    BOTH
  }

  /**
   * One choice over another.
   *
   * @param one the label of what was chosen
   * @param other the label of what it is compared with
   */
  public record Part(Choice choice, String one, String other, Gain gain) {}

  /**
   * Two models by two strategies.
   *
   * @param model the label of the other model
   * @param strategy the label of the other strategy
   * @param parts the gains, in the order of {@link Choice}
   */
  public record Square(String model, String strategy, List<Part> parts) {
    /** Copies the list. */
    public Square {
      parts = List.copyOf(parts);
    }
  }

  /** Copies the list. */
  public ModelGains {
    squares = List.copyOf(squares);
  }

  /**
   * Measures all gains.
   *
   * @param played what each label stands for; empty where there is one model
   * @param bounds the labels of strategies that cheat, which are left out
   */
  static ModelGains of(
      List<Played> played,
      Optional<String> baseline,
      Set<String> bounds,
      List<LearningCurve> runs,
      List<PairwiseComparison> pairs) {
    Optional<Played> from =
        played.stream().filter(it -> baseline.filter(it.label()::equals).isPresent()).findFirst();
    if (from.isEmpty()) {
      return NONE;
    }
    List<Square> squares = new ArrayList<>();
    for (Played both : played) {
      Optional<Played> model = find(played, from.get().strategy(), both.model());
      Optional<Played> strategy = find(played, both.strategy(), from.get().model());
      boolean isOther =
          !both.model().equals(from.get().model())
              && !both.strategy().equals(from.get().strategy())
              && !bounds.contains(both.label());
      if (isOther && model.isPresent() && strategy.isPresent()) {
        String start = from.get().label();
        List<Part> parts = new ArrayList<>();
        add(parts, Choice.MODEL, model.get().label(), start, runs, pairs);
        add(parts, Choice.STRATEGY, strategy.get().label(), start, runs, pairs);
        add(parts, Choice.STRATEGY_WITHIN, both.label(), model.get().label(), runs, pairs);
        add(parts, Choice.BOTH, both.label(), start, runs, pairs);
        squares.add(new Square(both.model(), both.strategy(), parts));
      }
    }
    return new ModelGains(from, squares);
  }

  private static Optional<Played> find(List<Played> played, String strategy, String model) {
    return played.stream()
        .filter(it -> it.strategy().equals(strategy) && it.model().equals(model))
        .findFirst();
  }

  /** Nothing is added of what has no complete run yet. */
  private static void add(
      List<Part> parts,
      Choice choice,
      String one,
      String other,
      List<LearningCurve> runs,
      List<PairwiseComparison> pairs) {
    Gain.of(runs, pairs, one, other)
        .ifPresent(gain -> parts.add(new Part(choice, one, other, gain)));
  }

  /**
   * What of the gain of a label is the model's and what the strategy's, in a sentence; empty where
   * the model is that of the baseline.
   */
  Optional<String> apart(String label, Axis axis) {
    boolean isModel =
        squares.stream()
            .flatMap(square -> square.parts().stream())
            .anyMatch(part -> part.choice() == Choice.MODEL && part.one().equals(label));
    if (isModel) {
      return Optional.of(
          "What " + label + " gains is the model’s alone, as the strategy is the same.");
    }
    return squares.stream()
        .map(Square::parts)
        .filter(parts -> parts.size() == Choice.values().length)
        .filter(parts -> parts.get(Choice.BOTH.ordinal()).one().equals(label))
        .findFirst()
        .map(
            parts ->
                String.format(
                    Locale.ROOT,
                    "The model and the strategy apart: %s, and %s.",
                    says(parts.get(Choice.MODEL.ordinal()), axis),
                    says(parts.get(Choice.STRATEGY_WITHIN.ordinal()), axis)));
  }

  private static String says(Part part, Axis axis) {
    TargetReached end = part.gain().end();
    if (end.isSavingCertain() && end.savingPercent().orElseThrow() > 0) {
      return part.one()
          + " needs "
          + VerdictText.saving(end, axis)
          + " to be where "
          + part.other()
          + " ends";
    }
    return part.one()
        + switch (part.gain().verdict()) {
          case BETTER -> " is better than ";
          case WORSE -> " is worse than ";
          case UNDECIDED -> " cannot be told from ";
        }
        + part.other();
  }
}
