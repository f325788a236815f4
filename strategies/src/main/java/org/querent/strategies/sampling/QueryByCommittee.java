package org.querent.strategies.sampling;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.AnswerWeights;
import org.querent.strategies.selection.TopCandidates;

/**
 * Query by committee: some models are drawn from the posterior in every round, and the pairs chosen
 * on whose ratings they disagree the most, by the variance among them (Seung, Opper and Sompolinsky
 * 1992, Query by committee; by variance for regression: Krogh and Vedelsby 1995, Neural network
 * ensembles, cross validation, and active learning). The more members, the closer to {@code
 * max-variance}; few of them err, which spreads a batch.
 *
 * <p>Cost of a round: O(candidates * members * k). Memory: 16 bytes a candidate.
 */
public final class QueryByCommittee implements StrategyProvider<QueryByCommittee.Parameters> {
  /** How large the committee is. */
  public record Parameters(
      @Setting(value = "models drawn in every round", min = 2, max = 1000) int members) {}

  @Override
  public String name() {
    return "query-by-committee";
  }

  @Override
  public String description() {
    return "Draws some models from the posterior and asks where their ratings differ the most.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over candidates c of the variance of y_1(c), ..., y_members(c)
        with y_n(c) the rating under the n-th model drawn from the posterior""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Seung, Opper and Sompolinsky 1992, Query by committee, COLT""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(5);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Committee(parameters.members());
  }

  private static final class Committee implements QueryStrategy {
    private final int members;

    /** The mean of the ratings of the members so far, by candidate. */
    private double[] means = {};

    /** The sum of the squared distances of their ratings from that mean. */
    private double[] squares = {};

    /** Ratings of the user looked at. */
    private int[] items = {};

    private double[] ratings = {};

    private final AnswerWeights weights = new AnswerWeights();

    Committee(int members) {
      this.members = members;
    }

    @Override
    public int[] select(QueryRound round) {
      Candidates candidates = round.candidates();
      if (means.length != candidates.capacity()) {
        means = new double[candidates.capacity()];
        squares = new double[candidates.capacity()];
      }
      Arrays.fill(means, 0);
      Arrays.fill(squares, 0);
      PosteriorDraw member =
          round.posterior().standardised().newDraw(candidates.firstUser(), candidates.endOfUsers());
      for (int before = 0; before < members; before++) {
        member.redraw(round.random());
        for (int user = candidates.firstUser(), stop = candidates.endOfUsers();
            user < stop;
            user++) {
          hear(member, before, candidates, user);
        }
      }
      weigh(round);
      for (int n = candidates.capacity() - candidates.size() - 1; n >= 0; n--) {
        squares[candidates.closed(n)] = Double.NEGATIVE_INFINITY;
      }
      round.watch().scored();
      return TopCandidates.of(squares, round.batchSize());
    }

    private void weigh(QueryRound round) {
      weights.follow(round, round.changes());
      if (weights.isNeeded()) {
        Candidates candidates = round.candidates();
        for (int candidate = 0; candidate < squares.length; candidate++) {
          squares[candidate] *= weights.of(candidates.user(candidate), candidates.item(candidate));
        }
      }
    }

    /**
     * Takes in a member's ratings, one at a time, so that none is kept (Welford 1962, Note on a
     * method for calculating corrected sums of squares and products).
     */
    private void hear(PosteriorDraw member, int before, Candidates candidates, int user) {
      int from = candidates.firstOf(user);
      int count = candidates.firstOf(user + 1) - from;
      if (count > items.length) {
        items = new int[count];
        ratings = new double[count];
      }
      for (int n = 0; n < count; n++) {
        items[n] = candidates.item(from + n);
      }
      member.ratings(user, items, count, ratings);
      for (int n = 0; n < count; n++) {
        double distance = ratings[n] - means[from + n];
        means[from + n] += distance / (before + 1);
        squares[from + n] += distance * (ratings[n] - means[from + n]);
      }
    }
  }
}
