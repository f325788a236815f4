package org.querent.strategies.hybrid;

import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.Setting;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.variance.MaxVariance;

/**
 * Another strategy with a part of chance, against what that one never looks at. Cost of a round:
 * that of the other strategy for the whole batch, and O(batch), times log(batch) where the batch is
 * most of the pool.
 */
public final class EpsilonRandom implements StrategyProvider<EpsilonRandom.Parameters> {
  /** Which strategy, and how much chance. */
  public record Parameters(
      @Setting("what asks otherwise") ConfiguredStrategy<?> strategy,
      @Setting(value = "probability that a query is drawn at random", min = 0, max = 1)
          double epsilon) {}

  @Override
  public String name() {
    return "epsilon-random";
  }

  @Override
  public String description() {
    return "Asks as another strategy does, but now and then for a candidate drawn at random.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        for each query of a batch, with c1, c2, ... the batch of the other strategy:
        with probability epsilon:  any open candidate not yet in the batch, all as likely
        otherwise:                 the first of c1, c2, ... not yet in the batch""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Watkins 1989, Learning from delayed rewards, thesis, Cambridge (epsilon-greedy)
        Elahi, Ricci and Rubens 2014, Active learning strategies for rating elicitation in
        collaborative filtering: a system-wide perspective, ACM TIST 5 (partially randomized)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(ConfiguredStrategy.of(new MaxVariance()), 0.1);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return parameters.strategy().traits();
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    Inner inner = new Inner(parameters.strategy());
    return round -> select(round, inner, parameters.epsilon());
  }

  private static int[] select(QueryRound round, Inner inner, double epsilon) {
    RandomStreams streams = new RandomStreams(round.random().nextLong());
    // Asked even if no query should come to it: it is to follow the changes of every round.
    Proposals proposals =
        new Proposals(inner.select(round, streams.stream("strategy"), round.batchSize()));
    RandomGenerator random = streams.stream("chance");
    Batch batch = new Batch(round.batchSize());
    while (!batch.isFull()) {
      if (random.nextDouble() < epsilon) {
        batch.addAny(round.candidates(), random);
      } else {
        proposals.addNext(batch);
      }
    }
    return batch.chosen();
  }
}
