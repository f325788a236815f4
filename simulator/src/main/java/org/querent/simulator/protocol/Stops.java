package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.querent.core.data.RatingScale;
import org.querent.core.posterior.Posterior;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.progress.StoppedAt;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.Standing;
import org.querent.simulator.stopping.StoppingRule;
import org.querent.strategies.History;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.profile.Profile;

/**
 * Where stopping rules would have ended the interviews of a run, which goes on all the same. Not
 * thread-safe.
 */
final class Stops {
  /** How many numbers are saved of each rule. */
  private static final int SAVED = 8;

  private final List<ConfiguredStopping<?>> rules;
  private final Knowledge knowledge;

  /** A sum for each rule, and one for none of them. */
  private final List<Sum> sums;

  Stops(List<ConfiguredStopping<?>> rules, Knowledge knowledge, RatingScale scale) {
    this.rules = rules;
    this.knowledge = knowledge;
    sums =
        Stream.generate(() -> new Sum(scale))
            .limit(rules.isEmpty() ? 0 : 1 + rules.size())
            .toList();
  }

  /** What one rule has come to. */
  private static final class Sum {
    private final ErrorSums errors;
    private int interviews;
    private int ended;
    private long questions;

    Sum(RatingScale scale) {
      errors = new ErrorSums(scale);
    }

    StoppedAt stopped() {
      return new StoppedAt(interviews, ended, questions, errors.accuracy().rmse());
    }
  }

  /** One interview, which the rules look at from its first question on. */
  final class Watch {
    private final Interview interview;
    private final Evaluator evaluator;
    private final Supplier<Posterior> predicting;
    private final List<StoppingRule> looking;
    private final BitSet over = new BitSet();

    private Watch(Interview interview, Evaluator evaluator, Supplier<Posterior> predicting) {
      this.interview = interview;
      this.evaluator = evaluator;
      this.predicting = predicting;
      looking = rules.stream().<StoppingRule>map(ConfiguredStopping::create).toList();
    }

    /**
     * A question is about to be put.
     *
     * @param asked how many were before it
     * @param candidate that it is about
     */
    void look(int asked, int candidate) {
      if (rules.isEmpty()) {
        return;
      }
      Standing standing = standing(asked, candidate);
      for (int n = 0; n < rules.size(); n++) {
        if (!over.get(n) && looking.get(n).isEnough(standing)) {
          over.set(n);
          sums.get(n).ended++;
          end(sums.get(n), asked);
        }
      }
    }

    private Standing standing(int asked, int candidate) {
      History history = knowledge.history();
      BitSet rated = new BitSet();
      for (int n = history.initial(); n < history.size(); n++) {
        rated.set(history.item(n));
      }
      int user = interview.pool().user(candidate);
      Profile profile =
          new Profile(predicting.get(), interview.pool(), knowledge.exposure(), user, rated);
      return new Standing(asked, rated.cardinality(), interview.pool().item(candidate), profile);
    }

    private void end(Sum sum, int asked) {
      sum.interviews++;
      sum.questions += asked;
      evaluator.evaluate(predicting.get(), sum.errors);
    }

    /** The interview is over after so many questions. */
    void end(int asked) {
      for (int n = 0; n < sums.size(); n++) {
        if (!over.get(n)) {
          end(sums.get(n), asked);
        }
      }
    }
  }

  /**
   * An interview begins with somebody of whom nothing is known.
   *
   * @param predicting what predicts for them, at any time
   */
  Watch watch(Interview interview, Evaluator evaluator, Supplier<Posterior> predicting) {
    return new Watch(interview, evaluator, predicting);
  }

  /** What each rule has come to, and last what there is without any; empty without rules. */
  List<StoppedAt> stopped() {
    return sums.stream().map(Sum::stopped).toList();
  }

  /** All sums, to be saved. */
  double[] save() {
    DoubleArrayList numbers = new DoubleArrayList();
    for (Sum sum : sums) {
      numbers.addAll(DoubleArrayList.wrap(sum.errors.save()));
      numbers.addAll(DoubleArrayList.of(sum.interviews, sum.ended, sum.questions));
    }
    return numbers.toDoubleArray();
  }

  /** Takes back what was saved. */
  void restore(double[] numbers) {
    for (int n = 0; n < sums.size(); n++) {
      double[] saved = Arrays.copyOfRange(numbers, n * SAVED, (n + 1) * SAVED);
      Sum sum = sums.get(n);
      sum.errors.restore(saved);
      sum.interviews = (int) saved[5];
      sum.ended = (int) saved[6];
      sum.questions = (long) saved[7];
    }
  }
}
