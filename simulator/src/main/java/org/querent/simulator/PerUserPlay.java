package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.querent.core.archive.NumericArray;
import org.querent.core.posterior.RowChanges;

/**
 * Asks every user the same number of questions, a batch of each in turn, or as many as he has left.
 * The model takes the answers in when all have been asked. Every user's pool is one of its own, so
 * any strategy will do; a strategy is made anew for every batch, as what it keeps for a pool would
 * take too much memory for all users at once.
 */
final class PerUserPlay {
  private static final String ASKED = "asked-pairs";
  private static final String ROUNDS = "rounds";

  private final Simulation simulation;
  private final Questions[] questions;

  /** The candidates that each user was asked for. */
  private final int[][] closed;

  /** All that was asked, in order: user, candidate, user, candidate. */
  private final IntArrayList asked = new IntArrayList();

  PerUserPlay(Simulation simulation, Questions all) {
    this.simulation = simulation;
    questions = all.apart(true);
    closed = new int[questions.length][0];
  }

  void play(Checkpoints checkpoints) {
    QueryBudget budget = simulation.settings().budget();
    Evaluator evaluator = new Evaluator(simulation.split().test(), simulation.features());
    int rounds = 0;
    Optional<RunState> last = checkpoints.last();
    if (last.isPresent()) {
      rounds = resume(last.get());
    } else {
      simulation.fit();
      simulation.evaluate(0, evaluator, this::addTo);
    }
    int most = Math.min(budget.total(), mostQuestions());
    int lastBatch = budget.lastBatch(most);
    for (int done = rounds; done < most; ) {
      int before = simulation.asked();
      int batch = budget.next(done, most - done);
      for (int user = 0; user < questions.length; user++) {
        ask(user, batch, (long) done * questions.length + user);
      }
      PoolPlay.follow(simulation, before);
      int now = done + batch;
      if (simulation.isDue(done, now) || now == most) {
        simulation.evaluate(now, evaluator, this::addTo);
      }
      if (now <= lastBatch && checkpoints.isDue(done, now)) {
        simulation.keep(checkpoints, () -> state(now), !checkpoints.isDue(now, lastBatch));
      }
      done = now;
    }
    simulation.calibrate(evaluator);
  }

  /** Adds the variances of the questions that are left of all users. */
  private void addTo(PoolVariance variance) {
    for (int user = 0; user < questions.length; user++) {
      variance.add(
          simulation.model().posterior(),
          questions[user].pool(simulation.settings().costs(), closed[user]));
    }
  }

  /** Returns how many questions each user was asked. */
  private int resume(RunState state) {
    int[] pairs = state.ints(ASKED);
    Interview[] interviews = new Interview[questions.length];
    for (int n = 0; n < pairs.length; n += 2) {
      int user = pairs[n];
      if (interviews[user] == null) {
        interviews[user] = new Interview(simulation, questions[user], simulation.split().test());
      }
      interviews[user].relearn(pairs[n + 1]);
    }
    for (int user = 0; user < interviews.length; user++) {
      closed[user] = interviews[user] == null ? closed[user] : interviews[user].closed();
    }
    asked.addElements(0, pairs);
    simulation.resume(state);
    return state.ints(ROUNDS)[0];
  }

  private Map<String, NumericArray> state(int rounds) {
    int[] pairs = asked.toIntArray();
    return Map.of(
        ASKED,
        NumericArray.of(pairs, pairs.length),
        ROUNDS,
        NumericArray.of(new int[] {rounds}, 1));
  }

  private int mostQuestions() {
    return Arrays.stream(questions).mapToInt(Questions::size).max().orElse(0);
  }

  private void ask(int user, int batch, long round) {
    if (closed[user].length < questions[user].size()) {
      Interview interview =
          new Interview(simulation, questions[user], simulation.split().test(), closed[user]);
      interview.ask(RowChanges.EVERYTHING, round, Math.min(batch, interview.open()));
      int before = closed[user].length;
      closed[user] = interview.closed();
      for (int n = before; n < closed[user].length; n++) {
        asked.add(user);
        asked.add(closed[user][n]);
      }
    }
  }
}
