package org.querent.strategies.hybrid;

import java.util.Optional;
import java.util.Set;
import org.querent.core.random.RandomStreams;
import org.querent.core.settings.Setting;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.variance.MaxVariance;

/**
 * One strategy after another: what helps while little is known need not help later. Cost of a
 * round: that of the strategy whose turn it is; of both for a batch in which the turn changes.
 */
public final class Switch implements StrategyProvider<Switch.Parameters> {
  /** Which strategies, and when the turn changes. */
  public record Parameters(
      @Setting("what asks in the beginning") ConfiguredStrategy<?> first,
      @Setting("what asks afterwards") ConfiguredStrategy<?> second,
      @Setting(value = "number of queries of the first strategy", min = 0) int after) {}

  @Override
  public String name() {
    return "switch";
  }

  @Override
  public String description() {
    return "Asks as one strategy does for a number of queries, and from then on as another does.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        query n = 1, 2, ... of the pool:
        n <= after:  what the first strategy asks for
        n > after:   what the second asks for; in a batch that has queries of the first, the first
                     of its candidates not yet in the batch""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Donmez, Carbonell and Bennett 2007, Dual strategy active learning, ECML (whose second strategy
        is a mixture, and who estimate when the turn changes)
        Elahi, Ricci and Rubens 2014, Active learning strategies for rating elicitation in
        collaborative filtering: a system-wide perspective, ACM TIST 5 (that the stage decides)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(
        ConfiguredStrategy.of(new RandomSampling()),
        ConfiguredStrategy.of(new MaxVariance()),
        1000);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Trait.union(parameters.first().traits(), parameters.second().traits());
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return new InTurn(
        new Inner(parameters.first()), new Inner(parameters.second()), parameters.after());
  }

  private record InTurn(Inner first, Inner second, int after) implements QueryStrategy {
    @Override
    public int[] select(QueryRound round) {
      RandomStreams streams = new RandomStreams(round.random().nextLong());
      int size = round.batchSize();
      int asked = round.candidates().capacity() - round.candidates().size();
      int ofFirst = Math.min(Math.max(after - asked, 0), size);
      Batch batch = new Batch(size);
      if (ofFirst > 0) {
        for (int candidate : first.select(round, streams.stream("first"), ofFirst)) {
          batch.add(candidate);
        }
      } else {
        first.passOver();
      }
      if (ofFirst < size) {
        // For the whole batch, as some of what it names may be taken.
        Proposals proposals = new Proposals(second.select(round, streams.stream("second"), size));
        while (!batch.isFull()) {
          proposals.addNext(batch);
        }
      } else {
        second.passOver();
      }
      return batch.chosen();
    }
  }
}
