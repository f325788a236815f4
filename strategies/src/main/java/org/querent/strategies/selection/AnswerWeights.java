package org.querent.strategies.selection;

import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.ExposureView;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;

/**
 * What scores are multiplied by in a round that heeds whether a question is answered: a power of
 * the probability that it is, for what the question is expected to cost. One serves a strategy,
 * from round to round; it keeps a number per item. Not thread-safe.
 */
public final class AnswerWeights {
  /** A user's probabilities are made together where this part of the items is asked about. */
  private static final double MANY = 0.25;

  private ExposureView exposure = ExposureView.CERTAIN;
  private @Nullable Candidates candidates;
  private double power;
  private double[] ofItems = {};

  /** How much of the history the weights of the last round have taken in. */
  private int answers;

  private int skips;

  /**
   * Begins a round.
   *
   * @param changes the rows whose scores have changed but for the weights
   * @return the rows whose weighted scores have changed: these, and the users who were asked
   */
  public RowChanges follow(QueryRound round, RowChanges changes) {
    candidates = round.candidates();
    exposure = candidates.areKnown() ? ExposureView.CERTAIN : round.exposure();
    power = round.answerPower();
    if (ofItems.length != round.candidates().items()) {
      ofItems = new double[round.candidates().items()];
    }
    RowChanges weighted =
        isNeeded() && !changes.everything()
            ? RowChanges.of(andAsked(changes.users(), round.history()), changes.items())
            : changes;
    answers = round.history().size();
    skips = round.history().skips();
    return weighted;
  }

  private int[] andAsked(int[] users, History history) {
    IntStream answered = IntStream.range(answers, history.size()).map(history::user);
    IntStream refused = IntStream.range(skips, history.skips()).map(history::skippedUser);
    return IntStream.concat(IntStream.of(users), IntStream.concat(answered, refused))
        .distinct()
        .toArray();
  }

  /** Whether the round heeds answers; if not, every weight is 1. */
  public boolean isNeeded() {
    return power != 0;
  }

  /** The weight of a pair. */
  public double of(int user, int item) {
    return isNeeded() ? weight(exposure.probability(user, item), item) : 1;
  }

  /**
   * Weighs the scores of a user with several items.
   *
   * @param items the first {@code count} are the items
   * @param scores of these, not negative
   * @throws IllegalArgumentException if a score is negative: what it is multiplied by would turn
   *     the ranking round
   */
  public void weigh(int user, int[] items, int count, double[] scores) {
    if (!isNeeded()) {
      return;
    }
    boolean many = count > MANY * ofItems.length;
    if (many) {
      exposure.probabilities(user, ofItems);
    }
    for (int n = 0; n < count; n++) {
      double probability = many ? ofItems[items[n]] : exposure.probability(user, items[n]);
      scores[n] = valid(scores[n]) * weight(probability, items[n]);
    }
  }

  /** A score times the weight of its pair. */
  double weighed(double score, int user, int item) {
    return isNeeded() ? valid(score) * of(user, item) : score;
  }

  private static double valid(double score) {
    if (score < 0) {
      throw new IllegalArgumentException(
          "a score is " + score + "; only scores from 0 on can be multiplied by a probability");
    }
    return score;
  }

  /** What an answer about an item costs. */
  double costOf(int item) {
    return candidates().costOf(item);
  }

  private double weight(double probability, int item) {
    Candidates pool = candidates();
    double expected =
        probability * pool.costOf(item) + (1 - probability) * pool.costOfRefusal(item);
    return raised(probability) / expected;
  }

  /** Those of the round, which has begun. */
  private Candidates candidates() {
    return Objects.requireNonNull(candidates);
  }

  private double raised(double probability) {
    if (power == 1 || power == 2) { // the usual ones, many times as fast
      return power == 1 ? probability : probability * probability;
    }
    return Math.pow(probability, power);
  }
}
