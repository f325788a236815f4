package org.querent.strategies.sampling;

import org.querent.core.model.Posterior;
import org.querent.core.model.PosteriorDraw;
import org.querent.core.settings.Setting;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;

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
  public Parameters defaults() {
    return new Parameters(Objective.REWARD);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return round -> select(round, parameters.objective());
  }

  private static int[] select(QueryRound round, Objective objective) {
    double[] centres = centres(round, objective);
    boolean[] taken = new boolean[centres.length];
    PosteriorDraw draw = round.posterior().newDraw();
    int[] chosen = new int[round.batchSize()];
    for (int slot = 0; slot < chosen.length; slot++) {
      draw.redraw(round.random());
      chosen[slot] = best(round.candidates(), draw, objective, centres, taken);
      taken[chosen[slot]] = true;
    }
    return chosen;
  }

  /** What a drawn rating is compared with: the mean for disagreement, nothing for reward. */
  private static double[] centres(QueryRound round, Objective objective) {
    Candidates candidates = round.candidates();
    Posterior posterior = round.posterior();
    double[] centres = new double[candidates.size()];
    if (objective == Objective.DISAGREEMENT) {
      for (int c = 0; c < centres.length; c++) {
        centres[c] = posterior.mean(candidates.user(c), candidates.item(c));
      }
    }
    return centres;
  }

  private static int best(
      Candidates candidates,
      PosteriorDraw draw,
      Objective objective,
      double[] centres,
      boolean[] taken) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < taken.length; c++) {
      double difference = draw.rating(candidates.user(c), candidates.item(c)) - centres[c];
      double worth = objective == Objective.REWARD ? difference : Math.abs(difference);
      if (worth > highest && !taken[c]) {
        highest = worth;
        best = c;
      }
    }
    return best;
  }
}
