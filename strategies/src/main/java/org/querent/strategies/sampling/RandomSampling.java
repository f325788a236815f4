package org.querent.strategies.sampling;

import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;

/** Uniform sampling without replacement: the baseline. */
public final class RandomSampling implements StrategyProvider<NoParameters> {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String description() {
    return "Asks for candidates drawn uniformly at random; the baseline.";
  }

  @Override
  public NoParameters defaults() {
    return new NoParameters();
  }

  @Override
  public boolean needsVariances() {
    return false;
  }

  @Override
  public QueryStrategy create(NoParameters parameters) {
    return RandomSampling::select;
  }

  /** The first steps of Fisher's and Yates' shuffle. */
  private static int[] select(QueryRound round) {
    int[] order = new int[round.candidates().size()];
    for (int c = 0; c < order.length; c++) {
      order[c] = c;
    }
    int[] chosen = new int[round.batchSize()];
    for (int n = 0; n < chosen.length; n++) {
      int at = round.random().nextInt(n, order.length);
      chosen[n] = order[at];
      order[at] = order[n];
    }
    return chosen;
  }
}
