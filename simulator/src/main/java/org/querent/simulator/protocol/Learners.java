package org.querent.simulator.protocol;

import java.util.function.Supplier;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.oracle.Disclosure;
import org.querent.simulator.oracle.Questions;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.ScoreWatch;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;

/**
 * Makes the learners of a run: they share what they know, and each has questions of its own.
 *
 * @param knowledge what all of them know
 * @param strategies makes the strategy of each
 * @param costs what their queries cost
 * @param disclosure shows strategies that cheat what no other knows
 * @param streams the run's random numbers
 * @param watch is told when a strategy has scored
 */
public record Learners(
    Knowledge knowledge,
    Supplier<QueryStrategy> strategies,
    ItemCosts costs,
    Disclosure disclosure,
    RandomStreams streams,
    ScoreWatch watch) {
  /** An interview in which nothing was asked yet. */
  Interview begin(Questions questions, Following following, Ratings test) {
    return resume(questions, following, test, new int[0]);
  }

  /**
   * An interview that goes on where another was.
   *
   * @param test what the error is measured on, for strategies that cheat
   * @param closed the candidates that were asked for
   */
  Interview resume(Questions questions, Following following, Ratings test, int[] closed) {
    CandidatePool pool = questions.pool(costs, closed);
    Supplier<QueryStrategy> shown = () -> disclosure.to(strategies.get(), questions, pool, test);
    return new Interview(
        new ActiveLearner(knowledge, pool, shown, following, streams, watch), pool, questions);
  }
}
