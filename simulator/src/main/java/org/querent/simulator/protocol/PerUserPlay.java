package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.metric.PoolVariance;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.progress.Phase;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;

/**
 * Asks every user the same number of questions, a batch of each in turn, or as many as they have
 * left. The model takes the answers in when all have been asked. Every user has a learner with a
 * pool of its own, so any strategy will do; both are made anew for every batch, as what they keep
 * would take too much memory for all users at once, and cost what the user's own questions do.
 */
public final class PerUserPlay {
  private static final String ASKED = "asked-pairs";
  private static final String ROUNDS = "rounds";

  private final Learners learners;
  private final Knowledge knowledge;
  private final Interviewer interviewer;
  private final CurveReporter reporter;
  private final QueryBudget budget;
  private final Following following;
  private final AskablePairs pairs;
  private final Ratings test;

  /** The candidates that each user was asked for, or rated without being asked. */
  private final int[][] closed;

  /** All of these, in order: user, candidate, user, candidate. */
  private final IntArrayList asked = new IntArrayList();

  /** The protocol of a run that has not begun. */
  public PerUserPlay(Run run) {
    learners = run.learners();
    knowledge = run.knowledge();
    interviewer = run.interviewer();
    reporter = run.reporter();
    budget = run.budget();
    following = run.settings().retraining();
    test = run.test();
    pairs = run.pairs();
    closed = new int[pairs.owners()][0];
  }

  /** Plays from the start, or from where a checkpoint was kept, to the end. */
  public void play(Checkpoints checkpoints) {
    Evaluator evaluator = new Evaluator(test, knowledge.features());
    int rounds = 0;
    Optional<RunState> last = checkpoints.last();
    if (last.isPresent()) {
      rounds = resume(last.get());
    } else {
      interviewer.clock().time(Phase.FIT, knowledge::fit);
      reporter.evaluate(0, interviewer.tally(), evaluator, this::addTo);
    }
    int most = Math.min(budget.total(), mostQuestions());
    int lastBatch = budget.lastBatch(most);
    for (int done = rounds; done < most; ) {
      int batch = budget.next(done, most - done);
      for (int user = 0; user < closed.length; user++) {
        ask(user, batch, (long) done * closed.length + user, budget.total() - done - batch);
      }
      interviewer.clock().time(Phase.FIT, () -> following.follow(knowledge));
      int now = done + batch;
      if (reporter.isDue(done, now) || now == most) {
        reporter.evaluate(now, interviewer.tally(), evaluator, this::addTo);
      }
      if (now <= lastBatch && checkpoints.isDue(done, now)) {
        knowledge.settle();
        checkpoints.offer(() -> state(now), !checkpoints.isDue(now, lastBatch));
      }
      done = now;
    }
    reporter.end(evaluator);
  }

  /** Adds the variances of the questions that are left, of every user who is looked at. */
  private void addTo(PoolVariance variance) {
    int step = PoolVariance.step(pairs.size());
    for (int user = 0; user < closed.length; user += step) {
      variance.add(knowledge.posterior(), pairs.of(user).pool(learners.costs(), closed[user]));
    }
  }

  /** Returns how many questions each user was asked. */
  private int resume(RunState state) {
    int[] before = state.ints(ASKED);
    for (int n = 0; n < before.length; n += 2) {
      int user = before[n];
      Interview interview = learners.resume(pairs.of(user), following, test, closed[user]);
      interviewer.tell(interview, before[n + 1]);
      closed[user] = interview.closed();
    }
    asked.addElements(0, before);
    if (before.length != 2 * (state.asked() + state.tally().natural())) {
      throw new ArchiveException("a run's state does not list all that was asked and rated");
    }
    knowledge.resume(state.archive());
    interviewer.resume(state.tally());
    reporter.resume(state.evaluations());
    return state.ints(ROUNDS)[0];
  }

  private RunState state(int rounds) {
    Map<String, NumericArray> arrays = new TreeMap<>(knowledge.state());
    arrays.put(ASKED, NumericArray.of(asked.toIntArray(), asked.size()));
    arrays.put(ROUNDS, NumericArray.of(new int[] {rounds}, 1));
    return RunState.of(interviewer.tally(), reporter.evaluations(), arrays);
  }

  private int mostQuestions() {
    return IntStream.range(0, closed.length).map(pairs::count).max().orElse(0);
  }

  private void ask(int user, int batch, long round, int later) {
    if (closed[user].length < pairs.count(user)) {
      Interview interview = learners.resume(pairs.of(user), following, test, closed[user]);
      interviewer.ask(interview, batch, round, later);
      int before = closed[user].length;
      closed[user] = interview.closed();
      for (int n = before; n < closed[user].length; n++) {
        asked.add(user);
        asked.add(closed[user][n]);
      }
    }
  }
}
