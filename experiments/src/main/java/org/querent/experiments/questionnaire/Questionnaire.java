package org.querent.experiments.questionnaire;

import java.util.List;
import java.util.stream.DoubleStream;
import org.querent.core.data.RatingScale;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AskModel;
import org.querent.strategies.rehearsal.Rehearsal;

/**
 * The same questions for everybody. Immutable.
 *
 * @param questions in their order
 * @param scale of the answers
 * @param model the SHA-256 of the model's file
 */
public record Questionnaire(List<Question> questions, RatingScale scale, String model) {
  /** More circles do not fit on a line. */
  private static final int MOST_STEPS = 11;

  /** Copies the list. */
  public Questionnaire {
    questions = List.copyOf(questions);
  }

  /**
   * Chooses the questions. Cost: that of {@link
   * org.querent.strategies.rehearsal.RehearsedList#extend} for each.
   *
   * @throws org.querent.core.UserException if the choice leaves too few
   */
  public static Questionnaire of(AskModel model, Choice choice, Rehearsal.Parameters parameters) {
    Choice.Chosen chosen = choice.choose(() -> model.rehearsal(parameters));
    if (chosen.refusal().isPresent()) {
      throw new ExperimentException(chosen.refusal().get());
    }
    return new Questionnaire(
        chosen.items().stream()
            .map(it -> new Question(model.label(it.item()), it.answers(), it.error(), it.worth()))
            .toList(),
        model.scale(),
        model.sha256());
  }

  /** The ratings that one may choose among; none where the scale has too many. */
  List<Double> steps() {
    double step = scale.min() == Math.rint(scale.min()) ? 1 : 0.5;
    long count = Math.round((scale.max() - scale.min()) / step) + 1;
    return count > MOST_STEPS
        ? List.of()
        : DoubleStream.iterate(scale.min(), rating -> rating + step).limit(count).boxed().toList();
  }
}
