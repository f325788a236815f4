package org.querent.strategies.selection;

import java.util.random.RandomGenerator;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;

/** Chooses a batch of candidates by an acquisition. Thread-safe; ties go to the lower position. */
public final class BatchSelector {
  private final Selection selection;
  private final double power;

  /**
   * A way to choose.
   *
   * @param selection top, greedy or stochastic
   * @param power the exponent of the score in stochastic selection: 0 is uniform, infinity is top
   */
  public BatchSelector(Selection selection, double power) {
    this.selection = selection;
    this.power = power;
  }

  /**
   * Chooses the round's batch. Cost: one score per candidate and O(candidates * log(batch)); greedy
   * selection also scores again the candidates that share a user or an item with a chosen one.
   *
   * @return positions in the round's candidates, the first chosen first
   */
  public int[] select(QueryRound round, Acquisition acquisition) {
    double[] scores = scores(round.candidates(), acquisition);
    return switch (selection) {
      case TOP -> TopCandidates.of(scores, round.batchSize());
      case GREEDY ->
          new GreedySelection(round.candidates(), acquisition, scores).take(round.batchSize());
      case STOCHASTIC -> TopCandidates.of(perturb(scores, round.random()), round.batchSize());
    };
  }

  private static double[] scores(Candidates candidates, Acquisition acquisition) {
    double[] scores = new double[candidates.size()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = acquisition.score(candidates.user(c), candidates.item(c));
    }
    return scores;
  }

  /**
   * Turns scores into keys whose largest are a sample without replacement with weights score^power:
   * a Gumbel variable added to the logarithm of each weight (Kool, van Hoof and Welling 2019;
   * Kirsch et al. 2023 for its use in batch acquisition).
   */
  private double[] perturb(double[] scores, RandomGenerator random) {
    double[] keys = new double[scores.length];
    for (int c = 0; c < scores.length; c++) {
      // nextDouble may be 0, never 1: its complement always has a logarithm.
      double gumbel = -Math.log(-Math.log1p(-nextOpen(random)));
      // 0 * log 0 is no number, but 0^0, the weight, is 1.
      double logWeight = power == 0 ? 0 : power * Math.log(scores[c]);
      keys[c] = logWeight + gumbel;
    }
    return keys;
  }

  private static double nextOpen(RandomGenerator random) {
    double value = random.nextDouble();
    return value == 0 ? Double.MIN_NORMAL : value;
  }
}
