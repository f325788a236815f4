package org.querent.strategies.sampling;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Optional;
import java.util.Set;
import org.querent.strategies.Candidates;
import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

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
  public Optional<String> formula() {
    return Optional.of(
        """
        each of n open candidates with probability 1/n, without replacement""");
  }

  @Override
  public NoParameters defaults() {
    return new NoParameters();
  }

  @Override
  public Set<Trait> traits(NoParameters parameters) {
    return Set.of(Trait.HAS_NO_SCORES);
  }

  @Override
  public QueryStrategy create(NoParameters parameters) {
    return RandomSampling::select;
  }

  /**
   * The first steps of Fisher's and Yates' shuffle of the open candidates, of which only those that
   * have moved are written down. Cost: O(batch).
   */
  private static int[] select(QueryRound round) {
    Candidates candidates = round.candidates();
    Int2IntOpenHashMap moved = new Int2IntOpenHashMap();
    int[] chosen = new int[round.batchSize()];
    for (int n = 0; n < chosen.length; n++) {
      int at = round.random().nextInt(n, candidates.size());
      chosen[n] = candidates.open(moved.getOrDefault(at, at));
      moved.put(at, moved.getOrDefault(n, n));
    }
    return chosen;
  }
}
