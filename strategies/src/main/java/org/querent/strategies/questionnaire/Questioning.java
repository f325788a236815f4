package org.querent.strategies.questionnaire;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;
import org.querent.strategies.SelfPredicting;
import org.querent.strategies.selection.UserTurns;

/**
 * Asks users in turn, each by the run's questionnaire. What a batch asks of somebody counts, for
 * the rest of the batch, as what they cannot answer.
 *
 * <p>Cost of a round: O(log users) and the questionnaire's for each question, and O(1) for each
 * answer since the last round.
 */
final class Questioning implements SelfPredicting {
  private final Function<History, Plan> plans;

  /** What is kept of the present pool; null before the first round. */
  private @Nullable Interviews interviews;

  Questioning(Function<History, Plan> plans) {
    this.plans = plans;
  }

  @Override
  public int[] select(QueryRound round) {
    Interviews current = interviews(round.history(), round.candidates());
    round.watch().scored();
    return current.select(round);
  }

  @Override
  public boolean predict(History known, Candidates candidates, int user, double[] means) {
    return interviews(known, candidates).predict(known, user, means);
  }

  private Interviews interviews(History known, Candidates candidates) {
    Plan plan = plans.apply(known);
    if (interviews == null || interviews.plan != plan || !interviews.turns.areOf(candidates)) {
      interviews = new Interviews(plan, candidates, known.initial());
    }
    return interviews;
  }

  private static final class Interviews {
    private final Plan plan;
    private final Candidates candidates;
    private final UserTurns turns;

    /** What is known of those who were asked, by item. */
    private final Int2ObjectOpenHashMap<Int2DoubleOpenHashMap> ratings =
        new Int2ObjectOpenHashMap<>();

    /** How much of the history was taken in; the plan has what was known at first. */
    private int read;

    Interviews(Plan plan, Candidates candidates, int read) {
      this.plan = plan;
      this.candidates = candidates;
      turns = new UserTurns(candidates);
      this.read = read;
    }

    int[] select(QueryRound round) {
      follow(round.history());
      turns.follow();
      int[] chosen = new int[round.batchSize()];
      IntOpenHashSet taken = new IntOpenHashSet();
      for (int n = 0; n < chosen.length; n++) {
        int user = turns.take();
        chosen[n] =
            plan.questionnaire().next(new Interviewee(user, ratingsOf(user), candidates, taken));
        taken.add(chosen[n]);
      }
      return chosen;
    }

    boolean predict(History known, int user, double[] means) {
      if (!(plan.questionnaire() instanceof PredictingQuestionnaire questionnaire)) {
        return false;
      }
      follow(known);
      questionnaire.predict(
          new Interviewee(user, ratingsOf(user), candidates, IntSets.EMPTY_SET), means);
      return true;
    }

    private void follow(History known) {
      for (; read < known.size(); read++) {
        int user = known.user(read);
        // Of many users, each in a pool of their own, those of the others are of no use.
        if (user < candidates.users() && candidates.firstOf(user) < candidates.firstOf(user + 1)) {
          ratingsOf(user).putIfAbsent(known.item(read), known.rating(read));
        }
      }
    }

    private Int2DoubleOpenHashMap ratingsOf(int user) {
      return ratings.computeIfAbsent(user, plan.known()::of);
    }
  }
}
