package org.querent.strategies.sampling;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.selection.AnswerWeights;

/**
 * Thompson sampling: for every slot of a batch one model is drawn from the posterior, and the
 * candidate chosen that is best under that model (Thompson 1933, On the likelihood that one unknown
 * probability exceeds another, Biometrika 25).
 */
public final class ThompsonSampling implements StrategyProvider<ThompsonSampling.Parameters> {
  /** What makes a candidate the best one under a drawn model. */
  public enum Objective {
    /** The highest drawn rating: the bandit's choice, which learns about what users like. */
    REWARD,
    /**
     * The largest distance between drawn and mean rating, which learns where the model is unsure.
     */
    DISAGREEMENT
  }

  /** What to maximise under a drawn model. */
  public record Parameters(
      @Setting("what to maximise under a drawn model: its rating, or its distance from the mean")
          Objective objective) {}

  @Override
  public String name() {
    return "thompson-sampling";
  }

  @Override
  public String description() {
    return "Draws a model from the posterior for every query and asks for its best candidate.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        theta ~ posterior, drawn for every query
        reward:        argmax over candidates c of  r(c | theta)
        disagreement:  argmax over candidates c of  |r(c | theta) - E[r(c)]|
        with r(c | theta) the rating that the drawn model predicts""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Thompson 1933, On the likelihood that one unknown probability exceeds another in view of the
        evidence of two samples, Biometrika 25""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Objective.REWARD);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.NEEDS_VARIANCES);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new Draws(parameters.objective());
  }

  /** Models drawn one after another, each of which names its best candidate. */
  private static final class Draws implements QueryStrategy {
    /** The lowest rating of a scale, in the unit of a model. */
    private static final double LOWEST = -2;

    private final Objective objective;

    /** What a drawn rating is compared with, by candidate: its mean for disagreement, else 0. */
    private double[] centres = {};

    /** The candidates that this round has chosen; empty between rounds. */
    private final BitSet taken = new BitSet();

    /** Ratings of the user looked at. */
    private int[] items = {};

    private double[] ratings = {};

    private final AnswerWeights weights = new AnswerWeights();

    Draws(Objective objective) {
      this.objective = objective;
    }

    @Override
    public int[] select(QueryRound round) {
      Candidates candidates = round.candidates();
      Posterior posterior = round.posterior().standardised();
      if (objective == Objective.DISAGREEMENT) {
        setCentres(candidates, posterior);
      }
      weights.follow(round, round.changes());
      PosteriorDraw draw = posterior.newDraw(candidates.firstUser(), candidates.endOfUsers());
      int[] chosen = new int[round.batchSize()];
      for (int slot = 0; slot < chosen.length; slot++) {
        draw.redraw(round.random());
        chosen[slot] = best(candidates, draw);
        taken.set(chosen[slot]);
      }
      // The best is chosen while candidates are rated, which is what takes the time.
      round.watch().scored();
      taken.clear();
      return chosen;
    }

    private void setCentres(Candidates candidates, Posterior posterior) {
      if (centres.length != candidates.capacity()) {
        centres = new double[candidates.capacity()];
      }
      for (int user = candidates.firstUser(), stop = candidates.endOfUsers(); user < stop; user++) {
        int end = candidates.firstOf(user + 1);
        for (int c = candidates.firstOf(user); c < end; c++) {
          centres[c] = posterior.mean(user, candidates.item(c));
        }
      }
    }

    private int best(Candidates candidates, PosteriorDraw draw) {
      int best = -1;
      double highest = Double.NEGATIVE_INFINITY;
      for (int user = candidates.firstUser(), stop = candidates.endOfUsers(); user < stop; user++) {
        int from = candidates.firstOf(user);
        int count = candidates.firstOf(user + 1) - from;
        reserve(count);
        for (int n = 0; n < count; n++) {
          items[n] = candidates.item(from + n);
        }
        draw.ratings(user, items, count, ratings);
        for (int n = 0; n < count; n++) {
          ratings[n] = worth(from + n, ratings[n]);
        }
        weights.weigh(user, items, count, ratings);
        for (int n = 0; n < count; n++) {
          if (ratings[n] > highest && candidates.isOpen(from + n) && !taken.get(from + n)) {
            highest = ratings[n];
            best = from + n;
          }
        }
      }
      return best;
    }

    private void reserve(int count) {
      if (count > items.length) {
        items = new int[count];
        ratings = new double[count];
      }
    }

    private double worth(int candidate, double rating) {
      if (objective == Objective.DISAGREEMENT) {
        return Math.abs(rating - centres[candidate]);
      }
      // What can be weighed is how far a rating is above the lowest.
      return weights.isNeeded() ? Math.max(0, rating - LOWEST) : rating;
    }
  }
}
