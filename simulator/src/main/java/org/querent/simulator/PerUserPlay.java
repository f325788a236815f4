package org.querent.simulator;

import java.util.Arrays;
import org.querent.core.model.RowChanges;

/**
 * Asks every user the same number of questions, a batch of each in turn, or as many as he has left.
 * The model takes the answers in when all have been asked. Every user's pool is one of its own, so
 * any strategy will do; a strategy is made anew for every batch, as what it keeps for a pool would
 * take too much memory for all users at once.
 */
final class PerUserPlay {
  private final Simulation simulation;
  private final Questions[] questions;

  /** The candidates that each user was asked for. */
  private final int[][] closed;

  PerUserPlay(Simulation simulation, Questions all) {
    this.simulation = simulation;
    questions = all.apart(true);
    closed = new int[questions.length][0];
  }

  void play() {
    QueryBudget budget = simulation.settings().budget();
    Evaluator evaluator = new Evaluator(simulation.split().test(), simulation.features());
    simulation.model().fit();
    simulation.evaluate(0, evaluator);
    int most = Math.min(budget.total(), mostQuestions());
    for (int asked = 0; asked < most; ) {
      int before = simulation.asked();
      int batch = budget.next(asked, most - asked);
      for (int user = 0; user < questions.length; user++) {
        ask(user, batch, (long) asked * questions.length + user);
      }
      PoolPlay.follow(simulation, before);
      int now = asked + batch;
      if (simulation.isDue(asked, now) || now == most) {
        simulation.evaluate(now, evaluator);
      }
      asked = now;
    }
  }

  private int mostQuestions() {
    return Arrays.stream(questions).mapToInt(Questions::size).max().orElse(0);
  }

  private void ask(int user, int batch, long round) {
    if (closed[user].length < questions[user].size()) {
      Interview interview =
          new Interview(simulation, questions[user], simulation.split().test(), closed[user]);
      interview.ask(RowChanges.EVERYTHING, round, Math.min(batch, interview.open()));
      closed[user] = interview.closed();
    }
  }
}
