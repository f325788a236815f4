package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.querent.core.data.RatingScale;
import org.querent.strategies.profile.Recommendation;

/**
 * Interviews that nobody gives and nothing keeps, so that Java has compiled what computes questions
 * before the first person waits for one. They leave the model as it was, and what is asked and
 * predicted later is the same without them. Stateless.
 */
public final class WarmUp {
  private static final int PEOPLE = 12;
  private static final int QUESTIONS = 20;
  private static final int SHOWN = 5;

  private WarmUp() {}

  /**
   * Plays so many interviews of so many questions, each question from the answers before it, as a
   * service does. Cost: that of 240 questions; less where they take longer than a limit.
   *
   * @param model nobody may be asked by meanwhile
   * @param most after how many nanoseconds no other question is begun
   * @return how many questions were played
   */
  public static int play(AskModel model, long most) {
    long start = System.nanoTime();
    int played = 0;
    for (int person = 0; person < PEOPLE; person++) {
      List<Answer> answers = new ArrayList<>();
      for (int n = 0; n < QUESTIONS; n++) {
        if (System.nanoTime() - start > most || !ask(model, person, answers)) {
          return played;
        }
        played++;
      }
    }
    return played;
  }

  /** Whether there was a question left. */
  private static boolean ask(AskModel model, int person, List<Answer> answers) {
    try (Interview interview =
        model.interview("", new BitSet(), answers, asked -> new SplittableRandom(asked))) {
      int[] next = interview.questions(1);
      for (Recommendation one : interview.profile().best(SHOWN)) {
        Reasons.ofRecommendation(model, interview, one.item());
      }
      if (next.length > 0) {
        answers.add(
            new Answer(model.label(next[0]).id(), rating(model, person, answers.size()), 0));
      }
      return next.length > 0;
    }
  }

  /** The ends of the scale in turns, and now and then none, for each person in another order. */
  private static OptionalDouble rating(AskModel model, int person, int question) {
    RatingScale scale = model.scale();
    int said = (question * (person + 1) + person) % 3;
    return said == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(said == 1 ? scale.min() : scale.max());
  }
}
