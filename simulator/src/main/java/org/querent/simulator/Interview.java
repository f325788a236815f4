package org.querent.simulator;

import java.util.Arrays;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.QueryCheck;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;

/** A strategy and the pool that it asks from: what it chooses is asked, and the model told. */
final class Interview {
  private final Simulation simulation;
  private final Questions questions;
  private final Ratings test;
  private final CandidatePool candidates;
  private QueryStrategy strategy;

  /** An interview in which nothing was asked yet. */
  Interview(Simulation simulation, Questions questions, Ratings test) {
    this(simulation, questions, test, new int[0]);
  }

  /**
   * An interview that goes on where another was.
   *
   * @param test what the error is measured on, for strategies that cheat
   * @param closed the candidates that were asked for
   */
  Interview(Simulation simulation, Questions questions, Ratings test, int[] closed) {
    this.simulation = simulation;
    this.questions = questions;
    this.test = test;
    candidates = questions.pool(simulation.settings().costs(), closed);
    renewStrategy();
  }

  /** Lets a strategy that was made anew go on. */
  void renewStrategy() {
    strategy = simulation.newStrategy();
    if (strategy instanceof OracleStrategy.Cheat cheat) {
      cheat.reveal(answers(), test);
    }
  }

  private double[] answers() {
    double[] answers = new double[candidates.capacity()];
    for (int candidate = 0; candidate < answers.length; candidate++) {
      int question = candidates.row(candidate);
      answers[candidate] =
          questions.isAnswered(question) ? simulation.peek(questions.row(question)) : Double.NaN;
    }
    return answers;
  }

  /** The number of questions left. */
  int open() {
    return candidates.size();
  }

  /** Adds the variances of the questions left. */
  void addTo(PoolVariance variance) {
    variance.add(simulation.model().posterior(), candidates);
  }

  /**
   * Asks a batch.
   *
   * @param changes what has moved in the posterior since the last batch
   * @param round numbers the batches of a run, whoever is asked
   */
  void ask(RowChanges changes, long round, int batch) {
    QueryRound view =
        new QueryRound(
            simulation.model().posterior(),
            changes,
            candidates,
            simulation.known(),
            simulation.streams().stream("strategy", round),
            batch,
            simulation.scores());
    int[] chosen = simulation.timed(Phase.SELECT, () -> choose(view));
    for (int candidate : chosen) {
      int question = candidates.row(candidate);
      candidates.close(candidate);
      if (questions.isAnswered(question)) {
        simulation.answer(questions.row(question));
      } else {
        simulation.leave(candidates.user(candidate), candidates.item(candidate));
      }
    }
  }

  /** Learns what was asked before the run was broken off. */
  void relearn(int candidate) {
    candidates.close(candidate);
    int question = candidates.row(candidate);
    if (questions.isAnswered(question)) {
      simulation.learn(questions.row(question));
    } else {
      simulation.count(candidates.user(candidate), candidates.item(candidate));
    }
  }

  /** The candidates that were asked for, in order. */
  int[] closed() {
    int[] closed = new int[candidates.capacity() - candidates.size()];
    Arrays.setAll(closed, candidates::closed);
    return closed;
  }

  private int[] choose(QueryRound view) {
    try {
      return QueryCheck.select(strategy, view);
    } finally {
      // An interrupt that the strategy left would close the next file that is written.
      Thread.interrupted();
    }
  }
}
