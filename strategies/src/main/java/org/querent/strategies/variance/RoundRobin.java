package org.querent.strategies.variance;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.AnswerWeights;
import org.querent.strategies.selection.UserTurns;

/**
 * Users in turn, so that all are asked as often, as far as their candidates go: strategies that
 * rank the whole pool may ask a few users nearly everything. Cost of a query: O(n k) for a user of
 * n candidates, and O(log(users)).
 */
public final class RoundRobin implements StrategyProvider<RoundRobin.Parameters> {
  /** What a user whose turn it is is asked for. */
  public enum Within {
    /** The candidate of the largest variance, once the batch so far is taken as answered. */
    VARIANCE,
    /** Any candidate. */
    RANDOM
  }

  /** What a user whose turn it is is asked for. */
  public record Parameters(
      @Setting("which of a user's candidates: the one of the largest variance, or any")
          Within within) {}

  @Override
  public String name() {
    return "round-robin";
  }

  @Override
  public String description() {
    return "Asks users in turn, each for the candidate of the largest variance or for any.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        u = the user of whom the fewest candidates of the pool have been asked, the batch so far
            among them; ties by the lower number; only users with open candidates
        variance:  argmax over candidates (u, i) of  v(u, i), the epistemic variance of the predicted
                   rating once the batch so far is taken as answered; ties by the lower number
        random:    each candidate (u, i) as likely""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Elahi, Ricci and Rubens 2014, Active learning strategies for rating elicitation in
        collaborative filtering: a system-wide perspective, ACM TIST 5 (where in every iteration all
        users are asked for as many ratings)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Within.VARIANCE);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return parameters.within() == Within.VARIANCE ? Set.of(Trait.NEEDS_VARIANCES) : Set.of();
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return switch (parameters.within()) {
      case VARIANCE -> new ByVariance();
      case RANDOM -> new AtRandom();
    };
  }

  private static final class ByVariance implements QueryStrategy {
    private final Turns turns = new Turns();
    private final RoundVariances variances = new RoundVariances();
    private final AnswerWeights weights = new AnswerWeights();

    @Override
    public int[] select(QueryRound round) {
      RemainingVariances remaining = variances.of(round);
      weights.follow(round, round.changes());
      return turns.select(round, (user, among) -> largest(user, among, round, remaining));
    }

    private int largest(
        int user, IntArrayList among, QueryRound round, RemainingVariances remaining) {
      Candidates candidates = round.candidates();
      int best = among.getInt(0);
      double highest = Double.NEGATIVE_INFINITY;
      for (int candidate : among) {
        int item = candidates.item(candidate);
        double score = remaining.score(user, item) * weights.of(user, item);
        if (score > highest) {
          best = candidate;
          highest = score;
        }
      }
      remaining.assumeAnswered(user, candidates.item(best));
      return best;
    }
  }

  private static final class AtRandom implements QueryStrategy {
    private final Turns turns = new Turns();

    @Override
    public int[] select(QueryRound round) {
      RandomGenerator random = round.random();
      return turns.select(round, (user, among) -> among.getInt(random.nextInt(among.size())));
    }
  }

  /** Which of a user's candidates, of which there is one at least, in ascending order. */
  private interface Choice {
    int of(int user, IntArrayList among);
  }

  private static final class Turns {
    /** Null before the first round. */
    private @Nullable UserTurns turns;

    int[] select(QueryRound round, Choice choice) {
      Candidates candidates = round.candidates();
      if (turns == null || !turns.areOf(candidates)) {
        turns = new UserTurns(candidates);
      }
      turns.follow();
      int[] chosen = new int[round.batchSize()];
      IntOpenHashSet taken = new IntOpenHashSet(chosen.length);
      for (int n = 0; n < chosen.length; n++) {
        int user = turns.take();
        chosen[n] = choice.of(user, left(user, candidates, taken));
        taken.add(chosen[n]);
      }
      return chosen;
    }

    private static IntArrayList left(int user, Candidates candidates, IntOpenHashSet taken) {
      IntArrayList left = new IntArrayList();
      for (int c = candidates.firstOf(user); c < candidates.firstOf(user + 1); c++) {
        if (candidates.isOpen(c) && !taken.contains(c)) {
          left.add(c);
        }
      }
      return left;
    }
  }
}
